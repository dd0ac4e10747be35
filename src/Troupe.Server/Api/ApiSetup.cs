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
    }

    /// <summary>Maps <c>/v1/openapi.json</c>.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/v1/{documentName}.json").OpenToStrangers();
}
