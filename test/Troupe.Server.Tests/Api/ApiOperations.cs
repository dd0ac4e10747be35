using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Troupe.Server.Tests.Api;

/// <summary>An operation as the description in the repository has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The address, with a thing that nobody has for every parameter.</param>
/// <param name="Scope">The scope that it asks for; null when it asks for none in particular.</param>
/// <param name="IsGuarded">Whether it asks for a credential.</param>
/// <param name="HasBody">Whether it takes a body.</param>
internal sealed partial record ApiOperations(string Name, string Method, string Path, string? Scope, bool IsGuarded, bool HasBody)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiOperations> All { get; } = [.. Read()];

    /// <summary>The operation of a name.</summary>
    public static ApiOperations Of(string name) => All.Single(operation => operation.Name == name);

    /// <summary>A request for it whose body, if it takes one, is no JSON.</summary>
    public HttpRequestMessage Malformed() => new(new HttpMethod(Method.ToUpperInvariant()), Path) { Content = HasBody ? new StringContent("{", Encoding.UTF8, "application/json") : null };

    /// <summary>A request for it with a body of a type that it does not take.</summary>
    public HttpRequestMessage Mistyped() => new(new HttpMethod(Method.ToUpperInvariant()), Path) { Content = new StringContent("{", Encoding.UTF8, "application/x-nothing") };

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Troupe.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    private static IEnumerable<ApiOperations> Read() =>
        from path in JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Root(), "protocol", "openapi.json")))!["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        where method.Key is "get" or "put" or "post" or "patch" or "delete"
        let operation = method.Value!
        select new ApiOperations(
            operation["operationId"]!.GetValue<string>(),
            method.Key,
            Parameter().Replace(path.Key, "1"),
            operation["x-troupe-scope"]?.GetValue<string>(),
            operation["security"] is not null,
            operation["requestBody"] is not null);

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameter();
}
