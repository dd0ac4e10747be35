namespace Troupe.Server.Commands;

/// <summary>What endpoints that change something ask of the headers of a request.</summary>
internal static class CommandHeaders
{
    /// <summary>Refuses requests that do not say which version they are about: 428 (RFC 6585).</summary>
    public static RouteHandlerBuilder RequireIfMatch(this RouteHandlerBuilder endpoint) => endpoint.Require(
        headers => headers.IfMatch.Count > 0,
        "precondition_required",
        "Send If-Match with the ETag that the last answer had, or * to change it whatever it is.");

    /// <summary>Refuses requests that have no name of their own: 400 (draft-ietf-httpapi-idempotency-key-header).</summary>
    public static RouteHandlerBuilder RequireIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.Require(
        headers => headers["Idempotency-Key"].ToString().Length > 0,
        "idempotency_key_required",
        "Send Idempotency-Key with a value that you choose anew for each request, such as a UUID, and again when you repeat it.");

    private static RouteHandlerBuilder Require(this RouteHandlerBuilder endpoint, Func<IHeaderDictionary, bool> has, string code, string detail) =>
        endpoint.AddEndpointFilter(async (context, next) => has(context.HttpContext.Request.Headers) ? await next(context) : Problem.Of(code, detail))
            .Refuses(code);
}
