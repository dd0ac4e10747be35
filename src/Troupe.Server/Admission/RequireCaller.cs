namespace Troupe.Server.Admission;

/// <summary>Lets only admitted requests reach an endpoint, with their <see cref="Caller"/>.</summary>
internal sealed class RequireCaller(AdmissionDesk admission, ILogger<RequireCaller> logger) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        switch (await admission.DecideAsync(request, context.HttpContext.RequestAborted))
        {
            case AdmissionDecision.Admitted admitted when Lacks(context.HttpContext, admitted.Caller) is { } scope:
                logger.RequestRefused(request.Path, "missing_scope", scope);
                return Problem.Of("missing_scope", $"This needs the scope {scope}; the credential has {(admitted.Caller.Scopes == default ? "none" : admitted.Caller.Scopes)}.");
            case AdmissionDecision.Admitted admitted:
                context.HttpContext.Features.Set(admitted.Caller);
                return await next(context);
            case AdmissionDecision.Refused refused:
                logger.RequestRefused(request.Path, refused.Code, refused.Detail);
                return Problem.Of(refused.Code, refused.Detail);
            default:
                throw new InvalidOperationException("An admission decision is Admitted or Refused.");
        }
    }

    private static string? Lacks(HttpContext context, Caller caller) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { Name: var name } && !caller.Scopes.Has(name) ? name : null;
}
