namespace Troupe.Server.Admission;

/// <summary>Lets only admitted requests reach an endpoint, with their <see cref="Caller"/>.</summary>
internal sealed class RequireCaller(DevelopmentAdmission admission, ILogger<RequireCaller> logger) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        switch (admission.Decide(request))
        {
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
}
