using System.Runtime.CompilerServices;
using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Tests.Replay;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>Whoever cannot be understood is told at once, and may try again or write.</summary>
[Trait("Category", "fast")]
public sealed class HearingFailureTests
{
    private static readonly AudioFormat Format = new(16_000);
    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(true, "engine_failed")]
    [InlineData(false, "engine_unavailable")]
    public void A_recogniser_that_cannot_open_is_reported_when_the_voice_begins(bool transient, string code)
    {
        var talk = Talk(new ScriptedRecognizer(_time, "how are you") { OpenFailure = new EngineException("No decoder.", transient) });
        Converse(talk, async () =>
        {
            await SpeakAsync(talk, 960);
            talk.Page.Messages.OfType<TurnStarted>().ShouldBeEmpty();
            talk.Page.Messages.OfType<StateChanged>().Last().State.ShouldBe(ConversationState.Listening);
            await SpeakAsync(talk, 960);
        });

        // Two windows of 32 ms make a voice; they are complete with the fourth packet of 20 ms.
        var error = talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem();
        (error.Code, error.At).ShouldBe((code, 80));
        talk.Journal.Facts.OfType<EngineFailed>().ShouldHaveSingleItem().ShouldBe(new EngineFailed(new(TimeSpan.FromMilliseconds(80)), "recognizer", "No decoder."));
        talk.Page.Messages.OfType<TurnStarted>().ShouldHaveSingleItem();
        JournalAssert.IsSound(talk.Journal.Facts);
    }

    [Fact]
    public void A_recogniser_that_does_not_open_loses_no_sound_silently()
    {
        var talk = Talk(new ScriptedRecognizer(_time, "how are you") { OpenDelay = TimeSpan.FromHours(1) });
        Converse(talk, () => SpeakAsync(talk, 10_000));

        // The sound until the voice is known is one piece, 249 windows of 32 ms follow, and the next one has no room: it ends at 8064 ms.
        talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem().At.ShouldBe(8080);
        talk.Journal.Facts.OfType<EngineFailed>().ShouldHaveSingleItem().Part.ShouldBe("recognizer");
        talk.Page.Messages.OfType<StateChanged>().Last().State.ShouldBe(ConversationState.Listening);
    }

    [Fact]
    public void A_recogniser_that_fails_in_the_middle_is_reported_once_and_at_once()
    {
        var talk = Talk(new FailingRecognizer(_time, TimeSpan.FromMilliseconds(500)));
        Converse(talk, () => SpeakAsync(talk, 2000));
        talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem().At.ShouldBe(80 + 500);
        talk.Page.Messages.OfType<StateChanged>().Last().State.ShouldBe(ConversationState.Listening);
    }

    [Fact]
    public void A_recogniser_that_never_gives_a_transcript_is_given_up()
    {
        var recognizer = new ScriptedRecognizer(_time, "how are you") { FinishDelay = TimeSpan.FromHours(1) };
        var talk = Talk(recognizer);
        talk.Options.StallTimeout = TimeSpan.FromSeconds(5);
        Converse(talk, async () =>
        {
            await SpeakAsync(talk, 960);
            await Task.Delay(TimeSpan.FromSeconds(5), _time);
            recognizer.Open.ShouldBe(0);
            talk.Page.Write("How are you?");
            await talk.Page.NextAsync<TurnEnded>(ended => ended.Reason == TurnEndReason.Completed);
        });
        talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem().Code.ShouldBe("engine_failed");
    }

    [Fact]
    public void A_voice_activity_model_that_breaks_closes_the_microphone_and_leaves_the_keyboard()
    {
        var talk = Talk(new ScriptedRecognizer(_time, "how are you"));
        talk.VoiceActivity = new BreakingVoiceActivity();
        Converse(talk, async () =>
        {
            await SpeakAsync(talk, 500);
            talk.Page.Write("How are you?");
            await talk.Page.NextAsync<TurnEnded>(ended => ended.Reason == TurnEndReason.Completed);
        });
        talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem().Message.ShouldContain("write");
        talk.Journal.Facts.OfType<EngineFailed>().ShouldHaveSingleItem().Part.ShouldBe("voiceActivity");
    }

    private ScriptedConversation Talk(ISpeechRecognizer recognizer) => new(_time) { Recognizer = recognizer, Journal = new InMemoryJournal { IsRecording = true } };

    private void Converse(ScriptedConversation talk, Func<Task> act)
    {
        _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.OpenMicrophone();
            await act();
            talk.Page.End();
            (await running).ShouldBe(SessionEndReason.ClientEnded);
        });
        RecordedText.ReplaysTheSame(talk.Journal.Facts);
    }

    private static Task SpeakAsync(ScriptedConversation talk, int milliseconds) => talk.Page.SayAsync(
        (short[])[.. ScriptedSound.Voice(Format, TimeSpan.FromMilliseconds(milliseconds)), .. ScriptedSound.Silence(Format, TimeSpan.FromMilliseconds(1500))]);

    /// <summary>Fails a while after it was opened, and when it is finished once more.</summary>
    private sealed class FailingRecognizer(TimeProvider time, TimeSpan after) : ISpeechRecognizer, IRecognition
    {
        public EngineDescription Description { get; } = new("failing", "1", "Apache-2.0");

        public AudioFormat Format => AudioFormat.Hearing;

        public ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IRecognition>(this);

        public void Write(AudioFrame frame)
        {
            // Understands nothing.
        }

        public async IAsyncEnumerable<Transcript> PartialsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Delay(after, time, cancellationToken);
            if (!cancellationToken.IsCancellationRequested)
            {
                throw new EngineException("It broke.", transient: true);
            }

            yield break;
        }

        public ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken) => throw new EngineException("It is broken.", transient: true);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class BreakingVoiceActivity : IVoiceActivityModel, IVoiceActivityDetector
    {
        public EngineDescription Description { get; } = new("breaking", "1", "Apache-2.0");

        public AudioFormat Format => AudioFormat.Hearing;

        public int WindowSamples => 512;

        public IVoiceActivityDetector Open() => this;

        public float Detect(ReadOnlySpan<float> window) => throw new InvalidOperationException("The session is gone.");

        public void Reset()
        {
            // Holds nothing.
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
