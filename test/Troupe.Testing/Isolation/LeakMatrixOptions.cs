namespace Troupe.Testing.Isolation;

/// <summary>How much the matrix does.</summary>
public sealed record LeakMatrixOptions
{
    /// <summary>Where the server is.</summary>
    public required Uri Server { get; init; }

    /// <summary>A credential with <c>platform:admin</c>.</summary>
    public required string OperatorKey { get; init; }

    /// <summary>Least number of requests; the matrix goes on until it is reached. Default: 0, once through.</summary>
    public long Requests { get; init; }

    /// <summary>Tenants that are attacked. Default: 2.</summary>
    public int Victims { get; init; } = 2;

    /// <summary>Attackers at once, each a tenant of its own. Default: 2.</summary>
    public int Attackers { get; init; } = 2;

    /// <summary>How often each victim makes things. Default: 2.</summary>
    public int Things { get; init; } = 2;

    /// <summary>Whether ids are dressed and put where nothing asks for them. Default: true.</summary>
    public bool Thorough { get; init; } = true;

    /// <summary>Whether the first leak is enough. Default: false.</summary>
    public bool StopsAtFirst { get; init; }

    /// <summary>Where to look first: an operation, or a part of the matrix. Default: null, in order.</summary>
    public string? Near { get; init; }
}
