using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Troupe.Benchmarks.LipSync.Peers;

/// <summary>Runs the published code of a peer in Node.js, in a page that <c>bench/peers</c> emulates: once for all clips of a set.</summary>
internal static class PeerRunner
{
    private static readonly string Folder = Path.Combine("bench", "peers");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Has a peer perform clips of one voice.</summary>
    /// <returns>For each clip its frames, and the time that the peer took of a core.</returns>
    /// <exception cref="InvalidOperationException">The peers are not installed, or the peer failed; the message is that of Node.js.</exception>
    public static async Task<IReadOnlyList<PeerPerformance>> RunAsync(Peer peer, IReadOnlyList<LipSyncClip> clips, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            throw new InvalidOperationException($"The peers are not installed: run ./dev bench lipsync --peers, or npm ci in {Folder}.");
        }

        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "src", "perform.mjs"), peer.Name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        using var stop = cancellationToken.Register(() => node.Kill(entireProcessTree: true));
        var complaint = node.StandardError.ReadToEndAsync(cancellationToken);
        var answer = node.StandardOutput.ReadToEndAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, new { clips = clips.Select(Told) }, Json, cancellationToken);
        node.StandardInput.Close();
        await node.WaitForExitAsync(cancellationToken);
        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException($"{peer.Name} failed: {(await complaint).Trim()}");
        }

        var answered = JsonSerializer.Deserialize<Answers>(await answer, Json)!.Clips;
        return [.. clips.Zip(answered, (clip, one) => new PeerPerformance(Frames(clip, one.Weights), one.Microseconds))];
    }

    private static object Told(LipSyncClip clip) => new
    {
        frames = clip.Frames,
        samples = Convert.ToBase64String(MemoryMarshal.AsBytes(clip.Sound.Span)),
        phones = clip.Phones.Select(phone => new { phone.Ipa, start = phone.Start.TotalSeconds, duration = phone.Duration.TotalSeconds }),
        words = clip.Words.Select(word => new { word.Text, start = word.Start.TotalSeconds, duration = word.Duration.TotalSeconds }),
    };

    private static MouthFrames Frames(LipSyncClip clip, byte[] weights)
    {
        var frames = MouthFrames.For(clip);
        var rows = MemoryMarshal.Cast<byte, float>(weights);
        for (var frame = 0; frame < frames.Count; frame++)
        {
            var row = rows.Slice(frame * frames.Weights(frame).Length, frames.Weights(frame).Length);
            row.CopyTo(frames.Weights(frame));
            frames.Opening(frame) = LipClasses.Opening(row);
        }

        return frames;
    }

    private sealed record Answers(IReadOnlyList<Answer> Clips);

    private sealed record Answer(byte[] Weights, double Microseconds);
}

/// <summary>What a peer shows for a clip.</summary>
/// <param name="Frames">In the middle of each 10 ms what the last refresh of a screen of 60 Hz showed.</param>
/// <param name="Microseconds">Of a core, without what a browser does for the peer.</param>
internal sealed record PeerPerformance(MouthFrames Frames, double Microseconds);
