using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Troupe.Contracts;

namespace Troupe.Server.Api;

/// <summary>Messages of the wire protocol in the interface: each has its <c>type</c>, and a family of them is one of its messages.</summary>
internal static class ApiMessages
{
    private const string Type = "type";

    /// <summary>Completes the schemas of messages that the document has.</summary>
    public static async Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var messages = Wire.ClientMessages.Concat(Wire.ServerMessages).ToArray();
        foreach (var (name, schema) in (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)).ToArray())
        {
            if (messages.FirstOrDefault(message => message.Value.Name == name) is { Key: { } wireType })
            {
                AddType((OpenApiSchema)schema, wireType);
            }

            var family = messages.Where(message => message.Value.BaseType!.Name == name).ToArray();
            foreach (var (type, member) in family)
            {
                var described = await context.GetOrCreateSchemaAsync(member, cancellationToken: cancellationToken);
                AddType(described, type);
                document.AddComponent(member.Name, described);
            }

            if (family.Length > 0)
            {
                document.Components!.Schemas![name] = new OpenApiSchema
                {
                    Description = schema.Description,
                    OneOf = [.. family.Select(member => new OpenApiSchemaReference(member.Value.Name, document))],
                };
            }
        }
    }

    private static void AddType(OpenApiSchema schema, string type)
    {
        schema.Properties = new Dictionary<string, IOpenApiSchema>(schema.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [Type] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(type)], Description = "The message's type." },
        };
        schema.Required = new HashSet<string>(schema.Required ?? new HashSet<string>(), StringComparer.Ordinal) { Type };
    }
}
