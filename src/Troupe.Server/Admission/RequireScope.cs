namespace Troupe.Server.Admission;

/// <summary>Metadata: the scope that an endpoint asks of its caller.</summary>
/// <param name="Name">One of <see cref="Contracts.Scopes"/>.</param>
internal sealed record RequiredScope(string Name);

/// <summary>Guards endpoints.</summary>
internal static class RequireScope
{
    /// <summary>Lets only callers with a scope reach the endpoint.</summary>
    /// <param name="endpoint">The endpoint, or a group of them.</param>
    /// <param name="scope">One of <see cref="Contracts.Scopes"/>.</param>
    public static TBuilder RequireScopeOf<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        _ = ScopeSet.Of(scope);
        return endpoint.AddEndpointFilter<TBuilder, RequireCaller>().WithMetadata(new RequiredScope(scope));
    }
}
