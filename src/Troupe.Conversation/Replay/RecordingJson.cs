using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Troupe.Contracts;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;

namespace Troupe.Conversation.Replay;

/// <summary>How facts are written in a recording: the names are the format, whatever the records are called.</summary>
internal static class RecordingJson
{
    private const string Discriminator = "type";

    private static readonly Dictionary<Type, (string Name, Type Type)[]> Kinds = new()
    {
        [typeof(ConversationEvent)] =
        [
            ("opened", typeof(ConversationOpened)),
            ("received", typeof(MessageReceived)),
            ("microphone", typeof(MicrophoneHeard)),
            ("met", typeof(ItemMet)),
            ("recast", typeof(PresenterRecast)),
            ("closing", typeof(ConversationClosing)),
            ("sent", typeof(MessageSent)),
            ("speech", typeof(SpeechSent)),
            ("step.sent", typeof(StepSent)),
            ("phrase.screened", typeof(PhraseScreened)),
            ("phrase.refused", typeof(PhraseRefused)),
            ("phrase.synthesised", typeof(PhraseSynthesised)),
            ("answer.dropped", typeof(AnswerDropped)),
            ("engine.failed", typeof(EngineFailed)),
            ("lost", typeof(FactsLost)),
        ],
        [typeof(LoopItem)] =
        [
            ("heard", typeof(LoopItem.FromListener)),
            ("understood", typeof(LoopItem.FromRecognizer)),
            ("turn", typeof(LoopItem.FromTurn)),
            ("gone", typeof(LoopItem.ClientGone)),
            ("tick", typeof(LoopItem.Tick)),
        ],
        [typeof(HearingEvent)] =
        [
            ("began", typeof(VoiceBegan)),
            ("wentOn", typeof(VoiceWentOn)),
            ("paused", typeof(VoicePaused)),
            ("guessed", typeof(TranscriptGuessed)),
            ("judged", typeof(EndJudged)),
            ("partial", typeof(PartialHeard)),
            ("failed", typeof(RecognitionFailed)),
            ("ended", typeof(VoiceEnded)),
        ],
        [typeof(TurnProgress)] =
        [
            ("reached", typeof(TurnProgress.Reached)),
            ("wrote", typeof(TurnProgress.Wrote)),
            ("refused", typeof(TurnProgress.Refused)),
            ("wroteAll", typeof(TurnProgress.WroteAll)),
            ("synthesised", typeof(TurnProgress.Synthesised)),
            ("played", typeof(TurnProgress.Played)),
            ("made", typeof(TurnProgress.Made)),
        ],
        [typeof(PlayoutStep)] =
        [
            ("message", typeof(PlayoutStep.Message)),
            ("audio", typeof(PlayoutStep.Audio)),
            ("end", typeof(PlayoutStep.End)),
        ],
    };

    /// <summary>The options. Messages are written as on the wire; times are milliseconds, exact to 100 ns.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(Wire.Json)
        {
            TypeInfoResolver = Wire.Json.TypeInfoResolver!.WithAddedModifier(AddKinds).WithAddedModifier(Require),
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new MediaTimeConverter(), new EpochConverter(), new TracksConverter(), new SpeechPacketConverter(), new FailureConverter(), new StageFailureConverter() },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void AddKinds(JsonTypeInfo info)
    {
        if (Kinds.TryGetValue(info.Type, out var kinds))
        {
            info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Discriminator };
            foreach (var (name, type) in kinds)
            {
                info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, name));
            }
        }
    }

    // A field that is left out is a mistake, but for those that may be null, which are not written then.
    private static void Require(JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(property => property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false }))
        {
            property.IsRequired = true;
        }
    }
}
