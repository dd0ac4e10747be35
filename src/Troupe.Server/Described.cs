namespace Troupe.Server;

/// <summary>Metadata of an endpoint: the codes with which it may refuse, beside those of admission and limits.</summary>
/// <param name="Codes">Codes of <see cref="Contracts.ErrorCodes"/>.</param>
internal sealed record RefusalCodes(IReadOnlyList<string> Codes);

/// <summary>Says of endpoints what readers of the API need to know and types do not tell.</summary>
internal static class Described
{
    /// <summary>Names the codes with which the endpoint may refuse.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, params string[] codes)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var code in codes)
        {
            _ = Contracts.ErrorCodes.Get(code);
        }

        return endpoint.WithMetadata(new RefusalCodes(codes));
    }
}
