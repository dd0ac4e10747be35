namespace Troupe.Server.Admission;

/// <summary>Lets only admitted requests reach a guarded endpoint, with their <see cref="Caller"/>. Stands before the endpoint, so that nobody else learns what it thinks of a query or a body.</summary>
internal sealed class RequireCaller(RequestDelegate next, AdmissionDesk admission, ICallerWatch watch, IStrangerLimit strangers, ILogger<RequireCaller> logger)
{
    /// <summary>Takes a request.</summary>
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint()?.Metadata switch
    {
        { } metadata when metadata.GetMetadata<RequiredScope>() is { } required => AdmitAsync(context, required),
        { } metadata when metadata.GetMetadata<OpenToStrangers>() is not null && strangers.Refuse(context) is { } refusal => refusal.ExecuteAsync(context),
        _ => next(context),
    };

    private async Task AdmitAsync(HttpContext context, RequiredScope required)
    {
        var request = context.Request;
        switch (await admission.DecideAsync(request, context.RequestAborted))
        {
            case AdmissionDecision.Admitted admitted:
                await EnterAsync(context, required, admitted.Caller);
                break;
            case AdmissionDecision.Refused refused:
                await (strangers.Refuse(context)?.ExecuteAsync(context) ?? RefuseAsync(context, refused.Code, refused.Detail));
                break;
            default:
                throw new InvalidOperationException("An admission decision is Admitted or Refused.");
        }
    }

    private Task EnterAsync(HttpContext context, RequiredScope required, Caller admitted)
    {
        var verdict = watch.Watch(context, admitted);
        if (verdict.Caller is not { } caller)
        {
            return RefuseAsync(context, verdict.Code!, verdict.Detail!);
        }

        if (required.Name is { } scope && !caller.Scopes.Has(scope))
        {
            logger.RequestRefused(context.Request.Path, caller.HeldFor is null ? "missing_scope" : "abnormal_usage", scope);
            return LackingScopes.Of(caller, scope).ExecuteAsync(context);
        }

        context.Features.Set(caller);
        return next(context);
    }

    private Task RefuseAsync(HttpContext context, string code, string detail)
    {
        logger.RequestRefused(context.Request.Path, code, detail);
        return Problem.Of(code, detail).ExecuteAsync(context);
    }
}
