namespace Troupe.Server.Admission;

/// <summary>Metadata: the endpoint is guarded.</summary>
/// <param name="Name">The scope that it asks of its caller, one of <see cref="Contracts.Scopes"/>; null when any caller will do.</param>
internal sealed record RequiredScope(string? Name);

/// <summary>Metadata: the endpoint asks for no credential; whoever asks is limited by address.</summary>
internal sealed record OpenToStrangers;

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
        return endpoint.WithMetadata(new RequiredScope(scope));
    }

    /// <summary>Lets only callers reach the endpoint, whatever they may do elsewhere: it decides by itself.</summary>
    /// <param name="endpoint">The endpoint, or a group of them.</param>
    public static TBuilder RequireAnyCaller<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredScope(Name: null));

    /// <summary>Lets everybody reach the endpoint, as often as their address may without a credential.</summary>
    /// <param name="endpoint">The endpoint, or a group of them.</param>
    public static TBuilder OpenToStrangers<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenToStrangers());

    /// <summary>Stands before the endpoints.</summary>
    public static void UseAdmission(this WebApplication app) => app.UseMiddleware<RequireCaller>();
}
