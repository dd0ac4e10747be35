using System.Text.RegularExpressions;

namespace Troupe.Server.Events;

/// <summary>Names a stream of facts: <c>tenant/kind/id</c>.</summary>
/// <param name="Tenant">Whom it belongs to.</param>
/// <param name="Kind">What it is about, such as <c>presenter</c>: 1 to 40 of <c>a-z -</c>.</param>
/// <param name="Id">Which one: 1 to 100 of <c>A-Z a-z 0-9 - _ .</c></param>
internal readonly partial record struct StreamId(TenantId Tenant, string Kind, string Id)
{
    /// <summary>Reads <c>tenant/kind/id</c>.</summary>
    /// <returns>False when the text is no name of a stream.</returns>
    public static bool TryParse(string text, out StreamId stream)
    {
        var parts = text.Split('/');
        if (parts.Length == 3 && TenantId.TryParse(parts[0], out var tenant) && KindPattern().IsMatch(parts[1]) && IsId(parts[2]))
        {
            stream = new StreamId(tenant, parts[1], parts[2]);
            return true;
        }

        stream = default;
        return false;
    }

    /// <summary>Whether a text may be the id of a stream.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Kind}/{Id}";

    // Each sign is looked at once, so that a limit of time could only refuse what a busy machine was slow with.
    [GeneratedRegex(@"^[a-z][a-z-]{0,39}\z", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex KindPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,100}\z", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex IdPattern();
}
