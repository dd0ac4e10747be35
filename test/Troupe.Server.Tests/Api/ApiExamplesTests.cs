using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Server.Api.Examples;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Api;

/// <summary>What <c>/v1/openapi.json</c> shows of each operation beside its types.</summary>
[Trait("Category", "fast")]
public sealed class ApiExamplesTests
{
    private static readonly Lazy<Task<string>> Served = new(ServeAsync);

    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete"];

    [Fact]
    public async Task Every_operation_shows_a_request_and_an_answer()
    {
        var document = await ReadAsync();
        var lacking = new List<string>();
        foreach (var (name, operation) in Operations(document))
        {
            lacking.AddRange(Bodies(operation).Where(body => body.Media["example"] is null && body.Media["examples"] is null).Select(body => $"{name}: {body.Place}"));
            if (!Answers(operation).Any(answer => answer.Key is "101" or "204" || answer.Value!["content"] is JsonObject { Count: > 0 }))
            {
                lacking.Add($"{name}: what it answers");
            }
        }

        lacking.ShouldBeEmpty("Api/Examples");
    }

    [Fact]
    public async Task Examples_fit_their_schemas()
    {
        var document = await ReadAsync();
        var schemas = new ApiSchema(document);
        Operations(document)
            .SelectMany(operation => Bodies(operation.Operation).Where(body => body.Media["example"] is not null)
                .SelectMany(body => schemas.Mistakes(body.Media["example"], body.Media["schema"]!.AsObject()).Select(mistake => $"{operation.Name} {body.Place}{mistake}")))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task No_example_is_of_an_operation_that_does_not_exist()
    {
        var names = Operations(await ReadAsync()).Select(operation => operation.Operation["operationId"]!.GetValue<string>());
        ApiExamples.All.Keys.Except(names).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_code_of_a_refusal_has_an_example()
    {
        var document = await ReadAsync();
        var schemas = new ApiSchema(document);
        var examples = document["components"]!["examples"]!.AsObject();
        foreach (var (name, operation) in Operations(document))
        {
            foreach (var example in operation["responses"]!.AsObject().Select(response => response.Value!["content"]?["application/problem+json"]?["examples"]).OfType<JsonObject>().SelectMany(shown => shown))
            {
                example.Value!["$ref"]!.GetValue<string>().ShouldBe($"#/components/examples/{example.Key}", name);
                var problem = examples[example.Key]!["value"]!;
                problem["code"]!.GetValue<string>().ShouldBe(example.Key);
                schemas.Mistakes(problem, document["components"]!["schemas"]!["Problem"]!.AsObject()).ShouldBeEmpty();
            }
        }

        examples.Select(example => example.Key).ShouldBe(ErrorCodes.All.Where(error => error.Status is 202 or >= 400).Select(error => error.Code), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_refusal_is_a_problem_that_names_its_codes()
    {
        var vague =
            from operation in Operations(await ReadAsync())
            from response in operation.Operation["responses"]!.AsObject()
            where response.Key[0] is '4' or '5' && response.Value!["content"]?["application/problem+json"]?["examples"] is not JsonObject { Count: > 0 }
            select $"{operation.Name}: {response.Key}";
        vague.ShouldBeEmpty("Refuses(...) at the endpoint");
    }

    [Fact]
    public async Task What_may_be_held_says_so()
    {
        await using var server = await TestServer.StartAsync();
        var held = server.Services.GetRequiredService<HeldEdits>().Actions.Select(action => action.Replace("presenter.", "presenters.", StringComparison.Ordinal));
        var operations = Operations(await ReadAsync()).Select(operation => operation.Operation).ToArray();
        operations.Where(operation => operation["responses"]!["202"]?["content"]?["application/problem+json"]?["examples"]?["under_review"] is not null)
            .Select(operation => operation["operationId"]!.GetValue<string>())
            .ShouldBe(held, ignoreOrder: true);
        var publish = operations.Single(operation => operation["operationId"]!.GetValue<string>() == "presenters.publish")["responses"]!["202"]!["content"]!;
        publish["application/json"]!["schema"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/JobView", "it may be queued as well");
    }

    [Fact]
    public async Task Who_is_refused_for_lack_of_a_header_can_send_it()
    {
        foreach (var (name, operation) in Operations(await ReadAsync()))
        {
            var headers = (operation["parameters"] as JsonArray ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() == "header").Select(parameter => parameter!["name"]!.GetValue<string>()).ToArray();
            headers.Contains("If-Match").ShouldBe(operation["responses"]!.AsObject().ContainsKey("412"), name);
        }
    }

    [Fact]
    public async Task Every_operation_is_about_something_that_is_described()
    {
        var document = await ReadAsync();
        var described = document["tags"]!.AsArray().ToDictionary(tag => tag!["name"]!.GetValue<string>(), tag => tag!["description"]!.GetValue<string>());
        described.Values.ShouldAllBe(description => description.Length > 0);
        Operations(document).Select(operation => operation.Operation["tags"]!.AsArray().Single()!.GetValue<string>()).Distinct().ShouldBe(described.Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task The_description_is_not_sent_to_who_has_it()
    {
        await using var server = await TestServer.StartAsync();
        using var first = await server.Http.GetAsync("/v1/openapi.json", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/openapi.json") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var answer = await server.Http.SendAsync(again, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Nothing_that_may_be_null_is_required()
    {
        var schemas = (await ReadAsync())["components"]!["schemas"]!.AsObject();
        var wrong =
            from schema in schemas
            let required = (schema.Value!["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToArray()
            from property in schema.Value["properties"] as JsonObject ?? []
            where required.Contains(property.Key) && property.Value!["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null")
            select $"{schema.Key}.{property.Key}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_as_shown_are_understood()
    {
        await using var server = await TestServer.StartAsync();
        var document = await ReadAsync();
        var operations = Operations(document).OrderBy(operation => operation.Operation["operationId"]!.GetValue<string>() != "presenters.create").ToArray();
        var refused = new List<string>();
        foreach (var (name, operation) in operations.Where(operation => operation.Operation["requestBody"]?["content"]?["application/json"] is not null))
        {
            var (method, path) = (name.Split(' ')[0], name.Split(' ')[1].Replace("{presenter}", "skye", StringComparison.Ordinal).Replace("{scene}", "lobby", StringComparison.Ordinal));
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), path)
            {
                Content = new StringContent(operation["requestBody"]!["content"]!["application/json"]!["example"]!.ToJsonString(), Encoding.UTF8, "application/json"),
                Headers = { { "If-Match", "*" }, { "Idempotency-Key", name } },
            };
            using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            // Voices are those of the machine, and the logo is no file.
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or >= HttpStatusCode.InternalServerError
                && !said.Contains("unknown_voice", StringComparison.Ordinal)
                && !said.Contains("asset_not_found", StringComparison.Ordinal))
            {
                refused.Add($"{name}: {said}");
            }
        }

        refused.ShouldBeEmpty();
    }

    private static async Task<JsonObject> ReadAsync() => JsonNode.Parse(await Served.Value)!.AsObject();

    private static async Task<string> ServeAsync()
    {
        await using var server = await TestServer.StartAsync();
        return await server.Http.GetStringAsync("/v1/openapi.json");
    }

    private static IEnumerable<(string Name, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select ($"{operation.Key} {path.Key}", operation.Value!.AsObject());

    private static List<KeyValuePair<string, JsonNode?>> Answers(JsonObject operation) =>
        [.. operation["responses"]!.AsObject().Where(response => response.Key is ['2', ..] or "101")];

    // Files have no example.
    private static IEnumerable<(string Place, JsonObject Media)> Bodies(JsonObject operation) =>
        (operation["requestBody"]?["content"] as JsonObject ?? []).Select(media => ("request", media))
            .Concat(Answers(operation).SelectMany(response => (response.Value!["content"] as JsonObject ?? []).Select(media => ("answer", media))))
            .Where(body => body.media.Key.Contains("json", StringComparison.Ordinal) || body.media.Key.StartsWith("text/", StringComparison.Ordinal))
            .Select(body => (body.Item1, body.media.Value!.AsObject()));
}
