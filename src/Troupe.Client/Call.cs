using System.Globalization;
using System.Text;

namespace Troupe.Client;

/// <summary>What is asked.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The address with the names of its places in braces.</param>
internal sealed record Call(string Method, string Path)
{
    /// <summary>What stands at the places, in their order.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>The query; what is null is left out.</summary>
    public IReadOnlyList<(string Name, object? Value)> Query { get; init; } = [];

    /// <summary>The record that is sent as JSON.</summary>
    public object? Request { get; init; }

    /// <summary>What is sent when it is no JSON.</summary>
    public HttpContent? Content { get; init; }

    /// <summary>Whether the server wants to know which version this is about.</summary>
    public bool NeedsMatch { get; init; }

    /// <summary>Whether it changes something.</summary>
    public bool IsChange => Method != "GET";

    /// <summary>The entity tag that has to be the newest; null when the server does not ask and no version was seen.</summary>
    /// <param name="seen">The version that was seen; null for that of the view at a place.</param>
    public string? Match(long? seen) => !IsChange ? null
        : (seen ?? Places.Select(place => place.Version).FirstOrDefault(version => version is not null)) is { } version ? $"\"{version.ToString(CultureInfo.InvariantCulture)}\""
        : NeedsMatch ? "*"
        : null;

    /// <summary>The address, relative to the server's.</summary>
    public string Address()
    {
        var text = new StringBuilder();
        var place = 0;
        foreach (var part in Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(text.Length == 0 ? "" : "/").Append(part[0] == '{' ? Uri.EscapeDataString(Places[place++].Value) : part);
        }

        foreach (var (name, value) in Query.Where(entry => entry.Value is not null))
        {
            text.Append(text.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(TextOf(value!)));
        }

        return text.ToString();
    }

    private static string TextOf(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
