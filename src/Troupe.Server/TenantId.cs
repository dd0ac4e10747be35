using System.Text.RegularExpressions;

namespace Troupe.Server;

/// <summary>Names a tenant: 1 to 40 of <c>a-z 0-9 -</c>, beginning with a letter or digit. Everything that the server keeps belongs to one.</summary>
/// <param name="Value">The name.</param>
internal readonly partial record struct TenantId(string Value)
{
    /// <summary>The tenant of a development server.</summary>
    public static TenantId Local { get; } = new("local");

    /// <summary>Reads a name.</summary>
    /// <returns>False when the text is no name of a tenant.</returns>
    public static bool TryParse(string? text, out TenantId tenant)
    {
        var fits = text is not null && Pattern().IsMatch(text);
        tenant = fits ? new TenantId(text!) : default;
        return fits;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Pattern();
}
