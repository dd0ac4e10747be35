using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Troupe.Benchmarks.Corpus;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Speaking;

namespace Troupe.Benchmarks.Turn;

/// <summary>Engines that note when they began and gave what they made, between the platform and themselves: what is not theirs is the platform's.</summary>
internal static class TimedEngines
{
    /// <summary>The engines, timed.</summary>
    public static ConversationEngines Timed(this ConversationEngines engines, EngineTimes times) => engines with
    {
        Recognizer = engines.Recognizer is { } recognizer ? new TimedRecognizer(recognizer, times) : null,
        Synthesizer = engines.Synthesizer is { } synthesizer ? new TimedSynthesizer(synthesizer, times) : null,
        Writer = new TimedWriter(engines.Writer, times),
    };

    private sealed class TimedRecognizer(ISpeechRecognizer inner, EngineTimes times) : ISpeechRecognizer
    {
        public EngineDescription Description => inner.Description;

        public AudioFormat Format => inner.Format;

        public async ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken) => new TimedRecognition(await inner.OpenAsync(cancellationToken), times);
    }

    private sealed class TimedRecognition(IRecognition inner, EngineTimes times) : IRecognition
    {
        public void Write(AudioFrame frame) => inner.Write(frame);

        public IAsyncEnumerable<Transcript> PartialsAsync(CancellationToken cancellationToken) => inner.PartialsAsync(cancellationToken);

        public ValueTask<Transcript>? GuessAsync(CancellationToken cancellationToken)
        {
            var begin = times.Now;
            return inner.GuessAsync(cancellationToken) is { } guess ? TimeAsync(guess, begin) : null;
        }

        public ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken)
        {
            var begin = times.Now;
            return TimeAsync(inner.FinishAsync(cancellationToken), begin);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private async ValueTask<Transcript> TimeAsync(ValueTask<Transcript> pass, TimeSpan begin)
        {
            var transcript = await pass;
            times.Add(new FinalPass(begin, times.Now));
            return transcript;
        }
    }

    private sealed class TimedWriter(IChatClient inner, EngineTimes times) : DelegatingChatClient(inner)
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var writing = new Writing(times.Now);
            times.Add(writing);
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                writing.Add(times.Now, update.Text.Length);
                yield return update;
            }
        }

        protected override void Dispose(bool disposing)
        {
            // The engine is shared: its owner disposes it.
        }
    }

    private sealed class TimedSynthesizer(ISpeechSynthesizer inner, EngineTimes times) : ISpeechSynthesizer
    {
        public EngineDescription Description => inner.Description;

        public Voice Voice => inner.Voice;

        public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var voicing = new Voicing(times.Now, phrase);
            times.Add(voicing);
            var isLoud = false;
            await foreach (var chunk in inner.SpeakAsync(phrase, style, cancellationToken))
            {
                if (!chunk.Audio.IsEmpty)
                {
                    voicing.First ??= times.Now;
                }

                if (!isLoud)
                {
                    var loud = Pcm.FirstLoud(chunk.Audio.Span, SpokenItem.LoudLevel);
                    isLoud = loud >= 0;
                    voicing.Quiet += chunk.Format.Duration(isLoud ? loud : chunk.Audio.Length);
                }

                yield return chunk;
            }
        }
    }
}
