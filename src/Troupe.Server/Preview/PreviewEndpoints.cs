using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Server.Admission;
using Troupe.Server.Limits;
using Troupe.Server.Sessions;

namespace Troupe.Server.Preview;

/// <summary>Gives the animation previewer its scenes.</summary>
internal static class PreviewEndpoints
{
    /// <summary>Adds the room.</summary>
    public static void AddPreview(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ScenePlayers>();

    /// <summary>Maps the list of scenes, and the sound and the performance file of each.</summary>
    public static void MapPreview(this IEndpointRouteBuilder routes)
    {
        var scenes = routes.MapGroup("/v1/preview/scenes").RequireAnyCaller().Costs(Budget.Read);
        scenes.MapGet("", () => Results.Json(PreviewScene.All, Wire.Json))
            .WithName("preview.scenes").WithTags("Preview")
            .WithSummary("Lists the scenes of the animation previewer.")
            .WithDescription("Each scene is a sentence that shows one thing.")
            .Produces<IReadOnlyList<PreviewScene>>();
        scenes.MapGet("/{id}/sound", (string id, SessionEngines engines, ScenePlayers players) => PlayAsync(id, engines, players, scene => (scene.Sound, "audio/wav")))
            .WithName("preview.sound").WithTags("Preview")
            .WithSummary("Speaks a scene.")
            .WithDescription("WAV, in the voice of this server.")
            .Produces<Stream>(contentType: "audio/wav").Refuses("not_found", "engine_unavailable", "engine_failed");
        scenes.MapGet("/{id}/performance", (string id, HttpContext context, SessionEngines engines, ScenePlayers players, SessionPolicy policy) =>
                PlayAsync(id, engines, players, scene => (scene.ToPerformance(policy.Marks(Caller.Of(context).Tenant)), "application/json")))
            .WithName("preview.performance").WithTags("Preview")
            .WithSummary("Gives the performance file of a scene.")
            .WithDescription("The face of what /sound says, on the same clock. It carries the mark of generated media unless the tenant's policy turned marks off.")
            .Produces<PerformanceFile>().Refuses("not_found", "engine_unavailable", "engine_failed");
    }

    private static async Task<IResult> PlayAsync(string id, SessionEngines engines, ScenePlayers players, Func<PlayedScene, (byte[] Bytes, string Type)> part)
    {
        if (PreviewScene.All.FirstOrDefault(scene => scene.Id == id) is not { } scene)
        {
            return Problem.Of("not_found", $"There is no scene '{id}': there are {string.Join(", ", PreviewScene.All.Select(known => known.Id))}.");
        }

        if (engines.Current?.Synthesizer is not { } voice)
        {
            var missing = engines.Missing.FirstOrDefault(finding => finding.Part is "synthesizer" or "engines");
            return Problem.Of("engine_unavailable", $"The server has no voice to speak the scene. {missing?.Detail} {missing?.Cure}".TrimEnd(), TimeSpan.FromSeconds(1));
        }

        try
        {
            var (bytes, type) = part(await players.PlayAsync(scene, voice));
            return Results.Bytes(bytes, type);
        }
        catch (EngineException failure)
        {
            return Problem.Of("engine_failed", $"The voice failed: {failure.Message}", TimeSpan.FromSeconds(1));
        }
    }
}
