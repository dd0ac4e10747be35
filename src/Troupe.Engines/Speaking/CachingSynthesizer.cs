using System.Runtime.CompilerServices;

namespace Troupe.Engines.Speaking;

/// <summary>
/// Keeps spoken phrases, so that a greeting or a stock phrase that comes again sounds at once and costs nothing. Holds the most recently used up to a total of sound.
/// A phrase is kept once it was spoken to its end; phrases of different text, style or voice are different.
/// </summary>
/// <param name="inner">The voice.</param>
/// <param name="capacity">Sound that is kept at most. A phrase longer than a quarter of it is not kept.</param>
internal sealed class CachingSynthesizer(ISpeechSynthesizer inner, TimeSpan capacity) : ISpeechSynthesizer
{
    private readonly record struct Key(string Text, SpeakingStyle Style);

    private sealed record Spoken(Key Key, SpeechChunk[] Chunks, TimeSpan Duration);

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, LinkedListNode<Spoken>> _phrases = [];
    private readonly LinkedList<Spoken> _recent = [];
    private TimeSpan _kept;

    public EngineDescription Description => inner.Description;

    public Voice Voice => inner.Voice;

    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = new Key(phrase.Text, style);
        if (Find(key) is { } spoken)
        {
            foreach (var chunk in spoken)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return chunk with { Phrase = phrase };
            }

            yield break;
        }

        var chunks = new List<SpeechChunk>();
        var duration = TimeSpan.Zero;
        await foreach (var chunk in inner.SpeakAsync(phrase, style, cancellationToken).ConfigureAwait(false))
        {
            duration += chunk.Format.Duration(chunk.Audio.Length);
            if (duration <= capacity / 4)
            {
                chunks.Add(chunk);
                if (chunk.IsLast)
                {
                    Keep(new Spoken(key, [.. chunks], duration));
                }
            }

            yield return chunk;
        }
    }

    private SpeechChunk[]? Find(Key key)
    {
        lock (_gate)
        {
            if (!_phrases.TryGetValue(key, out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Chunks;
        }
    }

    private void Keep(Spoken spoken)
    {
        lock (_gate)
        {
            if (_phrases.ContainsKey(spoken.Key))
            {
                return;
            }

            _phrases.Add(spoken.Key, _recent.AddFirst(spoken));
            _kept += spoken.Duration;
            while (_kept > capacity && _recent.Last is { } oldest)
            {
                _recent.RemoveLast();
                _phrases.Remove(oldest.Value.Key);
                _kept -= oldest.Value.Duration;
            }
        }
    }
}
