namespace Troupe.Server.Admission;

/// <summary>Lets only admitted requests reach an endpoint, with their <see cref="Caller"/>.</summary>
internal sealed class RequireCaller(AdmissionDesk admission, ICallerWatch watch, ILogger<RequireCaller> logger) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        switch (await admission.DecideAsync(request, context.HttpContext.RequestAborted))
        {
            case AdmissionDecision.Admitted admitted:
                return await EnterAsync(context, next, admitted.Caller);
            case AdmissionDecision.Refused refused:
                logger.RequestRefused(request.Path, refused.Code, refused.Detail);
                return Problem.Of(refused.Code, refused.Detail);
            default:
                throw new InvalidOperationException("An admission decision is Admitted or Refused.");
        }
    }

    private async ValueTask<object?> EnterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, Caller admitted)
    {
        var http = context.HttpContext;
        var verdict = watch.Watch(http, admitted);
        if (verdict.Caller is not { } caller)
        {
            logger.RequestRefused(http.Request.Path, verdict.Code!, verdict.Detail!);
            return Problem.Of(verdict.Code!, verdict.Detail!);
        }

        if (Lacks(http, caller) is { } scope)
        {
            logger.RequestRefused(http.Request.Path, "missing_scope", scope);
            return verdict.Narrowed is { } wait && admitted.Scopes.Has(scope)
                ? Problem.Of("abnormal_usage", "This credential asks far more than it is used to; for a while it may only read.", wait)
                : Problem.Of("missing_scope", $"This needs the scope {scope}; the credential has {(caller.Scopes == default ? "none" : caller.Scopes)}.");
        }

        http.Features.Set(caller);
        return await next(context);
    }

    private static string? Lacks(HttpContext context, Caller caller) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { Name: var name } && !caller.Scopes.Has(name) ? name : null;
}
