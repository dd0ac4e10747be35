using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Performances;
using Troupe.Conversation.Speaking;

namespace Troupe.Server.Preview;

/// <summary>A scene that was spoken: its sound and its face, as files.</summary>
/// <param name="Sound">A WAV file.</param>
/// <param name="Face">What the face does.</param>
internal sealed record PlayedScene(byte[] Sound, PerformedUtterance Face)
{
    /// <summary>The performance file.</summary>
    /// <param name="marked">Whether it carries the mark of generated media.</param>
    public byte[] ToPerformance(bool marked)
    {
        using var performance = new MemoryStream();
        PerformanceJson.Write(new() { Version = PerformanceFile.Latest, DigitalSourceType = marked ? Protocol.GeneratedMedia : null, Utterances = [Face] }, performance);
        return performance.ToArray();
    }
}

/// <summary>Has this server's voice speak the scenes, each once: the sound and the face are those of a conversation.</summary>
internal sealed class ScenePlayers(IOptions<ConversationOptions> options, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<PlayedScene>>> _played = new(StringComparer.Ordinal);

    /// <summary>A scene; spoken when it is first asked for.</summary>
    /// <exception cref="EngineException">The voice failed; the next one who asks tries again.</exception>
    public async Task<PlayedScene> PlayAsync(PreviewScene scene, ISpeechSynthesizer voice)
    {
        var playing = _played.GetOrAdd(scene.Id, _ => new(() => SpeakAsync(scene, voice, lifetime.ApplicationStopping)));
        try
        {
            return await playing.Value;
        }
        catch
        {
            _played.TryRemove(new(scene.Id, playing));
            throw;
        }
    }

    private async Task<PlayedScene> SpeakAsync(PreviewScene scene, ISpeechSynthesizer voice, CancellationToken cancellationToken)
    {
        var take = new PerformanceTake(options.Value.LipSync.ToSettings());
        foreach (var phrase in PhraseSplitter.Phrases(scene.Text))
        {
            await foreach (var chunk in voice.SpeakAsync(phrase, new SpeakingStyle { Speed = scene.Speed }, cancellationToken))
            {
                take.Add(chunk);
            }
        }

        return new PlayedScene(take.Sound!.ToBytes(), take.ToUtterance());
    }
}
