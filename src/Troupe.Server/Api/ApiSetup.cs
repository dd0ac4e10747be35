using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Troupe.Server.Admission;

namespace Troupe.Server.Api;

/// <summary>Adds the room.</summary>
internal static class ApiSetup
{
    /// <summary>Name of the document, and part of its address.</summary>
    private const string Document = "openapi";

    /// <summary>Registers the description.</summary>
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(Document, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer<ApiDocument>();
            options.AddOperationTransformer<ApiOperation>();
        });
        builder.Services.AddSingleton(services => new ApiFile(services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document)));
    }

    /// <summary>Maps <c>/v1/openapi.json</c>.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/openapi.json", (ApiFile file) => file.AnswerAsync()).OpenToStrangers().ExcludeFromDescription();
}
