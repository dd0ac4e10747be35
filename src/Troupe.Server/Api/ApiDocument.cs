using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Troupe.Contracts;
using Troupe.Server.Api.Examples;

namespace Troupe.Server.Api;

/// <summary>What is true of the whole interface.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    /// <summary>Name of the way in.</summary>
    public const string Bearer = "bearer";

    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Troupe",
            Version = typeof(ApiDocument).Assembly.GetName().Version!.ToString(3),
            Description = "Real-time AI presenters. Errors are problem+json (RFC 9457) with a stable `code`; changes take `If-Match` and `Idempotency-Key`; "
                + "`RateLimit` fields say what is left of a budget.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };

        // The address that happened to be asked is not part of the interface.
        document.Servers = [];
        document.Tags = new HashSet<OpenApiTag>(ApiTags.All);
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key or a session token. Scopes: " + string.Join(" ", Scopes.All.Select(scope => $"`{scope.Name}` {scope.Title}")),
            },
        };
        document.AddComponent("Problem", ProblemSchema());
        foreach (var error in ErrorCodes.All.Where(error => error.Status is StatusCodes.Status202Accepted or >= StatusCodes.Status400BadRequest))
        {
            document.AddComponent(error.Code, new OpenApiExample { Summary = error.Title, Value = ProblemExample(error) });
        }

        await ApiMessages.DescribeAsync(document, context, cancellationToken);
        foreach (var schema in document.Components.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            LeaveOutNull(schema);
        }
    }

    // The API's JSON has no nulls: what may be null may be absent.
    private static void LeaveOutNull(OpenApiSchema schema)
    {
        foreach (var (name, _) in (schema.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)).Where(property => MayBeNull(property.Value)))
        {
            schema.Required?.Remove(name);
        }
    }

    private static bool MayBeNull(IOpenApiSchema schema) =>
        schema is OpenApiSchema && (schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf?.Any(choice => choice.Type == JsonSchemaType.Null) == true);

    private static JsonObject ProblemExample(ErrorCode error)
    {
        var problem = new JsonObject { ["title"] = error.Title, ["status"] = error.Status, ["code"] = error.Code, ["retryable"] = error.Retryable };
        if (error.Status == StatusCodes.Status202Accepted)
        {
            problem["review"] = PolicyExamples.Review;
            problem["reasons"] = new JsonArray(new JsonObject { ["code"] = "house-clothes", ["detail"] = "Ask the newsroom for other clothes.", ["field"] = "/look/outfit" });
        }

        if (error.Status == StatusCodes.Status422UnprocessableEntity)
        {
            problem["reasons"] = new JsonArray(new JsonObject { ["code"] = "length", ["detail"] = "A name has 1 to 80 characters.", ["field"] = "/name" });
        }

        return problem;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong and the way out (RFC 9457).",
        Required = new HashSet<string>(StringComparer.Ordinal) { "title", "status", "code", "retryable" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["title"] = Text("What the code means."),
            ["detail"] = Text("What happened here and the way out."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." },
            ["code"] = Text("Stable name of the error."),
            ["retryable"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether the same request may succeed later." },
            ["review"] = Text("Id of the review that holds the change, of `under_review`: nothing was changed yet."),
            ["reasons"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "Every reason of a refused command.",
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                    {
                        ["code"] = Text("Stable name of the reason."),
                        ["detail"] = Text("What does not fit and the way out."),
                        ["field"] = Text("JSON pointer (RFC 6901) into the request."),
                    },
                },
            },
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
