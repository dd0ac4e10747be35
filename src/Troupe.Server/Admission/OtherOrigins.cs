using Microsoft.Net.Http.Headers;

namespace Troupe.Server.Admission;

/// <summary>
/// Lets pages of other origins use the API (CORS, Fetch standard). Any origin may ask: a page has no power of its own here, for there are no cookies, and
/// admission looks at the origin of whatever needs no credential or is bound to one.
/// </summary>
internal static class OtherOrigins
{
    private const string Api = "/v1";

    /// <summary>Answers what browsers ask before a request, and lets pages read answers.</summary>
    public static void UseOtherOrigins(this WebApplication app) => app.Use((context, next) =>
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (WebOrigin.Of(request) is null || !request.Path.StartsWithSegments(Api, StringComparison.Ordinal))
        {
            return next(context);
        }

        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (!HttpMethods.IsOptions(request.Method) || !request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod))
        {
            headers.AccessControlExposeHeaders = "ETag, Location, Retry-After, RateLimit, RateLimit-Policy";
            return next(context);
        }

        headers.AccessControlAllowMethods = "GET, POST, PUT, PATCH, DELETE";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Idempotency-Key, If-Match, Troupe-Why";

        // Chromium keeps an answer for two hours at most.
        headers.AccessControlMaxAge = "7200";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });
}
