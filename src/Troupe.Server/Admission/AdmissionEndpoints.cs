using Troupe.Contracts.Control;

namespace Troupe.Server.Admission;

/// <summary>What others need to verify tokens of this server.</summary>
internal static class AdmissionEndpoints
{
    /// <summary>Maps <c>GET /.well-known/jwks.json</c>.</summary>
    public static void MapAdmission(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/jwks.json", Show).OpenToStrangers().WithTags("Tokens").WithName("tokens.keys").WithSummary("Lists the public keys of tokens")
            .WithDescription("A JSON Web Key Set (RFC 7517). A key is listed a quarter of an hour before it signs, and until the last token that it signed has expired.").Produces<JsonWebKeySet>();

    private static IResult Show(HttpContext context, SigningKeys keys)
    {
        // A third of a key's lead.
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Json(new JsonWebKeySet([.. keys.Ring.Keys.Select(key => key.Public)]), Contracts.Wire.Json);
    }
}
