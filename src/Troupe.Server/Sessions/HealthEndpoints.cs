using Troupe.Contracts;

namespace Troupe.Server.Sessions;

/// <summary>Says whether the process lives and whether whole conversations are possible.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/healthz</c> and <c>/readyz</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Json(new LiveCard("alive"), Wire.Json))
            .WithName("health.live").WithTags("Health")
            .WithSummary("Says that the process lives.")
            .WithDescription("Answers as long as the process answers at all.")
            .Produces<LiveCard>();
        routes.MapGet("/readyz", (SessionEngines engines, SessionStore sessions) =>
        {
            if (sessions.IsDraining)
            {
                return Problem.Of("overloaded", "The server is going down.");
            }

            var missing = engines.Missing;
            return missing.Count == 0
                ? Results.Json(new ReadyCard("ready", [.. EngineParts.Of(engines.Current!).Select(part => part.Card)]), Wire.Json)
                : Problem.Of("engine_unavailable", "Parts of the conversation are missing.", TimeSpan.FromSeconds(1), new Dictionary<string, object?>(StringComparer.Ordinal) { ["missing"] = missing });
        })
            .WithName("health.ready").WithTags("Health")
            .WithSummary("Says whether whole conversations are possible.")
            .WithDescription("Names every engine, or what is missing and the cure.")
            .Produces<ReadyCard>().Refuses("engine_unavailable", "overloaded");
    }
}

/// <summary>The process lives.</summary>
/// <param name="Status">Always <c>alive</c>.</param>
internal sealed record LiveCard(string Status);

/// <summary>Whole conversations are possible.</summary>
/// <param name="Status">Always <c>ready</c>.</param>
/// <param name="Engines">The engines, in the order of a turn.</param>
internal sealed record ReadyCard(string Status, IReadOnlyList<EngineCard> Engines);
