using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;
using Troupe.Engines;

namespace Troupe.Testing.Cast;

/// <summary>An embedded voice whose phonemes and words are taken away, as most voices in the cloud tell none: its sound in pieces of 100 ms, at once. A phrase is spoken once in a process.</summary>
/// <param name="id">Its name.</param>
internal sealed class UntimedVoice(string id) : ISpeechSynthesizer
{
    private static readonly EmbeddedVoices Voices = new(new EmbeddedVoicesOptions());
    private static readonly ConcurrentDictionary<(string Id, string Text, SpeakingStyle Style), short[]> Spoken = new();
    private static readonly Lazy<IPronouncer> Words = new(() => EmbeddedPronouncer.Open(new EngineOptions()));
    private readonly ISpeechSynthesizer _voice = Voices.Get(id);

    /// <summary>Names that there are.</summary>
    public static IReadOnlyCollection<string> Ids => Voices.Ids;

    /// <summary>How words are said.</summary>
    public static IPronouncer Pronouncer => Words.Value;

    public EngineDescription Description => _voice.Description;

    public Voice Voice => _voice.Voice;

    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Virtual time stands still while the voice works on threads of its own.
        var sound = Spoken.GetOrAdd((id, phrase.Text, style), _ => Task.Run(() => SayAsync(phrase, style), CancellationToken.None).GetAwaiter().GetResult());
        await ValueTask.CompletedTask;
        var length = Voice.Format.Samples(TimeSpan.FromMilliseconds(100));
        for (var from = 0; from == 0 || from < sound.Length; from += length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new SpeechChunk
            {
                Phrase = phrase,
                Format = Voice.Format,
                Audio = sound.AsMemory(from, Math.Min(length, sound.Length - from)),
                IsLast = from + length >= sound.Length,
            };
        }
    }

    private async Task<short[]> SayAsync(Phrase phrase, SpeakingStyle style)
    {
        var sound = new List<short>();
        await foreach (var chunk in _voice.SpeakAsync(phrase, style, CancellationToken.None))
        {
            sound.AddRange(chunk.Audio.Span);
        }

        return [.. sound];
    }
}
