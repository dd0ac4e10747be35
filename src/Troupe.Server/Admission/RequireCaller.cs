namespace Troupe.Server.Admission;

/// <summary>Lets only admitted requests reach an endpoint, with their <see cref="Caller"/>.</summary>
internal sealed class RequireCaller(DevelopmentAdmission admission, ILogger<RequireCaller> logger) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var holdsTicket = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<AsksForTicket>() is not null;
        switch (admission.Decide(request, holdsTicket))
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

/// <summary>Metadata of endpoints that ask for a ticket themselves: a browser cannot send a key when it opens a WebSocket.</summary>
internal sealed class AsksForTicket;
