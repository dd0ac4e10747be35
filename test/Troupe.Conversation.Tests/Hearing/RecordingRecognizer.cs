using System.Runtime.CompilerServices;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;

namespace Troupe.Conversation.Tests.Hearing;

/// <summary>Understands how many samples it heard, and keeps all sound of the last recognition.</summary>
/// <param name="guesses">Whether it can say what it understood without ending.</param>
internal sealed class RecordingRecognizer(bool guesses = false) : ISpeechRecognizer
{
    public List<AudioFrame> Frames { get; private set; } = [];

    public int Opened { get; private set; }

    public int Open { get; private set; }

    public EngineDescription Description { get; } = new("recording", "1", "Apache-2.0");

    public AudioFormat Format => AudioFormat.Hearing;

    public ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken)
    {
        Opened++;
        Open++;
        Frames = [];
        return ValueTask.FromResult<IRecognition>(new Recognition(this, guesses));
    }

    private sealed class Recognition(RecordingRecognizer recognizer, bool guesses) : IRecognition
    {
        public void Write(AudioFrame frame) => recognizer.Frames.Add(frame);

        public async IAsyncEnumerable<Transcript> PartialsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }

        public ValueTask<Transcript>? GuessAsync(CancellationToken cancellationToken) => guesses ? ValueTask.FromResult(Heard()) : null;

        public ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Heard());

        public ValueTask DisposeAsync()
        {
            recognizer.Open--;
            return ValueTask.CompletedTask;
        }

        private Transcript Heard() => new($"{recognizer.Frames.Sum(frame => frame.Samples.Length)}", IsFinal: true);
    }
}
