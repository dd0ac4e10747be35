using Troupe.Contracts;

namespace Troupe.Server.Admission;

/// <summary>A set of <see cref="Scopes"/> in one word. Asking it allocates nothing.</summary>
internal readonly record struct ScopeSet
{
    private readonly ulong _bits;

    private ScopeSet(ulong bits) => _bits = bits;

    /// <summary>Every scope of one tenant; not the operator's.</summary>
    public static ScopeSet Tenant { get; } = Of(Scopes.All.Select(scope => scope.Name).Where(name => name != "platform:admin"));

    /// <summary>Every scope.</summary>
    public static ScopeSet All { get; } = Of(Scopes.All.Select(scope => scope.Name));

    /// <summary>The set of some names.</summary>
    /// <exception cref="ArgumentException">A name is no scope.</exception>
    public static ScopeSet Of(params IEnumerable<string> names) => new(names.Aggregate(0UL, (bits, name) => bits | BitOf(name)));

    /// <summary>Names as a token carries them: separated by spaces (RFC 8693, section 4.2). Unknown names are left out: a newer issuer may know more.</summary>
    public static ScopeSet Parse(string text) => Of(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(Scopes.Exists));

    /// <summary>Whether a scope is in it.</summary>
    /// <exception cref="ArgumentException">The name is no scope.</exception>
    public bool Has(string name) => (_bits & BitOf(name)) != 0;

    /// <summary>What both sets have.</summary>
    public ScopeSet And(ScopeSet other) => new(_bits & other._bits);

    /// <summary>Whether all of another set is in it.</summary>
    public bool Covers(ScopeSet other) => (other._bits & ~_bits) == 0;

    /// <summary>The names, in the order of <see cref="Scopes.All"/>, separated by spaces.</summary>
    public override string ToString()
    {
        var bits = _bits;
        return string.Join(' ', Scopes.All.Where((_, index) => (bits & (1UL << index)) != 0).Select(scope => scope.Name));
    }

    private static ulong BitOf(string name)
    {
        for (var index = 0; index < Scopes.All.Count; index++)
        {
            if (Scopes.All[index].Name == name)
            {
                return 1UL << index;
            }
        }

        throw new ArgumentException($"There is no scope '{name}'.", nameof(name));
    }
}
