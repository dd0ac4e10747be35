using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Api.Examples;
using Troupe.Server.Limits;

namespace Troupe.Server.Api;

/// <summary>What an endpoint's metadata say of its operation: scope, cost, refusals and examples.</summary>
internal sealed class ApiOperation : IOpenApiOperationTransformer
{
    private const string ProblemJson = "application/problem+json";

    private const string RateLimited = "rate_limited";

    private const string Json = "application/json";

    private static readonly string[] OfAdmission = ["unauthorized", "token_expired", "token_revoked", "subject_erased", "forbidden_origin", "missing_scope", "step_up_required", RateLimited];

    private static readonly string[] OfLimits = ["quota_exceeded", "temporarily_reduced", "abnormal_usage"];

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        List<string> codes = [.. metadata.OfType<RefusalCodes>().SelectMany(refusals => refusals.Codes)];
        if (metadata.OfType<RequiredScope>().LastOrDefault() is { } scope)
        {
            codes.AddRange(OfAdmission);
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocument.Bearer, context.Document)] = [] }];
            operation.Description = $"{operation.Description} {(scope.Name is null ? "Needs a credential." : $"Needs the scope `{scope.Name}`.")}".TrimStart();
            if (scope.Name is not null)
            {
                Extend(operation, "x-troupe-scope", scope.Name);
            }
        }

        if (metadata.OfType<OpenToStrangers>().Any())
        {
            codes.Add(RateLimited);
        }

        if (metadata.OfType<ActionCost>().LastOrDefault() is { } cost)
        {
            codes.AddRange(OfLimits);
            Extend(operation, "x-troupe-budget", RateLimitHeaders.NameOf(cost.Budget));
            operation.Description += string.Create(CultureInfo.InvariantCulture, $" Costs {cost.Units} of the {RateLimitHeaders.NameOf(cost.Budget)} budget.");
        }

        ApiHeaders.Add(operation, codes);
        AddProblems(operation, codes, context.Document!);
        AddExamples(operation, operation.OperationId is { } name ? ApiExamples.All.GetValueOrDefault(name) : null);
        return Task.CompletedTask;
    }

    private static void AddProblems(OpenApiOperation operation, IEnumerable<string> codes, OpenApiDocument document)
    {
        operation.Responses ??= [];
        foreach (var status in codes.Distinct(StringComparer.Ordinal).Select(ErrorCodes.Get).GroupBy(error => error.Status).OrderBy(status => status.Key))
        {
            // What is accepted may be done later or be held.
            var name = status.Key.ToString(CultureInfo.InvariantCulture);
            var content = operation.Responses.GetValueOrDefault(name)?.Content ?? new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
            content[ProblemJson] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference("Problem", document),
                Examples = status.ToDictionary(error => error.Code, IOpenApiExample (error) => new OpenApiExampleReference(error.Code, document), StringComparer.Ordinal),
            };
            operation.Responses[name] = new OpenApiResponse { Description = string.Join(" ", status.Select(error => $"`{error.Code}`: {error.Title}")), Content = content };
        }
    }

    private static void AddExamples(OpenApiOperation operation, Example? example)
    {
        if (example?.Request is { } request && operation.RequestBody?.Content is { } bodies && bodies.TryGetValue(Json, out var body))
        {
            body.Example = Node(request);
        }

        if (example?.Answer is not { } answer)
        {
            return;
        }

        foreach (var (status, response) in (operation.Responses ?? []).Where(response => response.Key.StartsWith('2')))
        {
            foreach (var (_, content) in (response.Content ?? new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)).Where(content => content.Key != ProblemJson))
            {
                content.Example = Node(status == "202" && example.Later is { } later ? later : answer);
            }
        }
    }

    private static JsonNode? Node(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), Wire.Json);

    private static void Extend(OpenApiOperation operation, string name, string value)
    {
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        operation.Extensions[name] = new JsonNodeExtension(JsonValue.Create(value));
    }
}
