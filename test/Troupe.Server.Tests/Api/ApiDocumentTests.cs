using System.Text.Json.Nodes;
using Troupe.Contracts;

namespace Troupe.Server.Tests.Api;

[Trait("Category", "fast")]
public sealed class ApiDocumentTests
{
    /// <summary>Operations that go by what exactly is asked, or show the same to all callers.</summary>
    private static readonly string[] AskAnyCaller = ["tokens.issue", "tokens.revoke", "subscriptions.open", "preview.scenes", "preview.sound", "preview.performance"];

    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete"];

    [Fact]
    public async Task The_description_is_openapi_3_1()
    {
        var document = await ReadAsync();
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        document["info"]!["title"]!.GetValue<string>().ShouldBe("Troupe");
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_who_may_do_it()
    {
        var lacking = new List<string>();
        foreach (var (name, operation) in Operations(await ReadAsync()))
        {
            string[] parts = ["operationId", "summary", "description"];
            lacking.AddRange(parts.Where(part => string.IsNullOrWhiteSpace(operation[part]?.GetValue<string>())).Select(part => $"{name}: {part}"));
            if (operation["tags"] is not JsonArray { Count: 1 })
            {
                lacking.Add($"{name}: one tag");
            }

            if (operation["security"] is not null && operation["x-troupe-scope"] is null && !AskAnyCaller.Contains(operation["operationId"]!.GetValue<string>()))
            {
                lacking.Add($"{name}: scope");
            }
        }

        lacking.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_of_operations_are_unique_and_of_one_form() =>
        Operations(await ReadAsync()).Select(operation => operation.Operation["operationId"]!.GetValue<string>()).ToArray()
            .ShouldSatisfyAllConditions(
                names => names.ShouldBeUnique(),
                names => names.ShouldAllBe(name => System.Text.RegularExpressions.Regex.IsMatch(name, "^[a-z][A-Za-z]*(\\.[a-z][A-Za-z]*)+$")));

    [Fact]
    public async Task Every_guarded_operation_lists_its_refusals_as_problems()
    {
        foreach (var (name, operation) in Operations(await ReadAsync()).Where(operation => operation.Operation["security"] is not null))
        {
            var responses = operation["responses"]!.AsObject();
            responses.ContainsKey("401").ShouldBeTrue(name);
            responses.ContainsKey("403").ShouldBeTrue(name);
            responses["403"]!["content"]!["application/problem+json"].ShouldNotBeNull(name);
            responses["403"]!["description"]!.GetValue<string>().ShouldContain("`step_up_required`", customMessage: name);
        }
    }

    [Fact]
    public async Task Every_guarded_operation_costs_something_and_says_how_it_is_held_back()
    {
        foreach (var (name, operation) in Operations(await ReadAsync()).Where(operation => operation.Operation["security"] is not null))
        {
            operation["x-troupe-budget"].ShouldNotBeNull(name);
            var held = operation["responses"]!["429"]?["description"]?.GetValue<string>() ?? "";
            foreach (var code in new[] { "quota_exceeded", "temporarily_reduced", "abnormal_usage", "rate_limited" })
            {
                held.ShouldContain($"`{code}`", customMessage: name);
            }
        }
    }

    [Fact]
    public async Task Scopes_and_codes_in_it_exist()
    {
        var document = await ReadAsync();
        Operations(document).Select(operation => operation.Operation["x-troupe-scope"]?.GetValue<string>()).Where(scope => scope is not null).ShouldAllBe(scope => Scopes.Exists(scope!));
        document["components"]!["schemas"]!["Problem"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldContain("code");
    }

    [Fact]
    public async Task The_description_in_the_repository_is_that_of_the_server()
    {
        var served = (await ServeAsync()).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(ApiOperations.Root(), "protocol", "openapi.json");
        if (Environment.GetEnvironmentVariable("TROUPE_ACCEPT_API") is not null)
        {
            await File.WriteAllTextAsync(file, served, TestContext.Current.CancellationToken);
        }

        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(served, "./dev api accepts it");
    }

    private static async Task<string> ServeAsync()
    {
        await using var server = await TestServer.StartAsync();
        return await server.Http.GetStringAsync("/v1/openapi.json", TestContext.Current.CancellationToken);
    }

    private static async Task<JsonObject> ReadAsync() => JsonNode.Parse(await ServeAsync())!.AsObject();

    private static IEnumerable<(string Name, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select ($"{operation.Key} {path.Key}", operation.Value!.AsObject());
}
