using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Troupe.Server.Api;

/// <summary>Headers that operations take, as their refusals tell: who is refused for lack of one must be able to send it.</summary>
internal static class ApiHeaders
{
    /// <summary>Adds <c>If-Match</c> and <c>Idempotency-Key</c> to the operations that take them.</summary>
    public static void Add(OpenApiOperation operation, IReadOnlyCollection<string> codes)
    {
        if (codes.Contains("precondition_failed"))
        {
            Add(operation, "If-Match", "*", codes.Contains("precondition_required"), "The version that this is about: the ETag of the last answer, or * for any.");
        }

        if (codes.Contains("idempotency_key_reused"))
        {
            Add(operation, "Idempotency-Key", example: null, codes.Contains("idempotency_key_required"), "Names the request, so that it is done once however often it is sent: a value that you choose anew for each, such as a UUID.");
        }
    }

    private static void Add(OpenApiOperation operation, string name, string? example, bool required, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = required,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = example is null ? null : JsonValue.Create(example),
        });
    }
}
