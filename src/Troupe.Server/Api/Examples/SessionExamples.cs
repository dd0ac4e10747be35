using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>Sessions: one that shows the presenter of the weather, and is told to say something.</summary>
internal static class SessionExamples
{
    private const string Recorded = "5d2f0c6e1b7a4f3f9c8b7a6958473625";

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["sessions.create"] = new(
            new SessionRequest { Presenter = PresenterExamples.Id, Scene = "forecast" },
            new SessionCreated("s_8fJ2mQ", "/v1/sessions/s_8fJ2mQ?ticket=t_4cX9", Example.Noon.AddSeconds(30))),
        ["recordings.list"] = new(Answer: new RecordingPage([new RecordingView(Recorded, Example.Noon, Example.Noon.AddDays(30), Pseudonym: null)], Next: null)),
        ["recordings.get"] = new(Answer: "{\"format\":\"troupe.recording\",\"version\":1,\"recorded\":\"2026-01-31T12:00:00Z\"}\n"),
        ["sessions.direct"] = new(Message(new PresenterSay { Id = "say-1", Text = "Rain is on its way." }), Message(new CommandApplied { Command = "say-1", Seq = 12, At = 4_180 })),
    };

    // A message has its type only as one of its family.
    private static JsonElement Message(ClientMessage message) => JsonSerializer.SerializeToElement(message, Wire.Json);

    private static JsonElement Message(ServerMessage message) => JsonSerializer.SerializeToElement(message, Wire.Json);
}
