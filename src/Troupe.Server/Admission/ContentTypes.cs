using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Troupe.Server.Admission;

/// <summary>
/// Judges content types after admission. Routing would refuse a wrong one before (415), and tell whoever has no credential what an endpoint takes; so requests are routed by address and method
/// alone.
/// </summary>
internal static class ContentTypes
{
    /// <summary>Routes requests without a look at their content. Stands first.</summary>
    public static void UseRoutingByAddress(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Request.Headers;
            if (headers.ContentType.Count > 0)
            {
                context.Features.Set(new SentType(headers.ContentType));
                headers.ContentType = StringValues.Empty;
            }

            return next(context);
        });
        app.UseRouting();
        app.Use((context, next) =>
        {
            if (context.Features.Get<SentType>() is { } sent)
            {
                context.Request.Headers.ContentType = sent.Value;
            }

            return next(context);
        });
    }

    /// <summary>Refuses bodies of a type that the endpoint does not take. Stands after admission.</summary>
    public static void UseContentTypes(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.ContentType is not { } sent || context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not { } accepts || accepts.ContentTypes.Any(taken => Fits(sent, taken)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    private static bool Fits(string sent, string taken) =>
        MediaTypeHeaderValue.TryParse(sent, out var type) && MediaTypeHeaderValue.TryParse(taken, out var range) && type.IsSubsetOf(range);

    private sealed record SentType(StringValues Value);
}
