namespace Troupe.Server.Admission;

/// <summary>On whose behalf a request acts.</summary>
/// <param name="Tenant">The tenant; <c>local</c> is the only one of a development server.</param>
internal sealed record Caller(string Tenant)
{
    /// <summary>Whoever sits at this machine.</summary>
    public static Caller Local { get; } = new("local");

    /// <summary>The caller that admission put on the request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lacks <see cref="RequireCaller"/>.</exception>
    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint was not guarded by admission.");
}
