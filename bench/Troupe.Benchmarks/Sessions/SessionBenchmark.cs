using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Engines;
using Troupe.Engines.Speaking;
using Troupe.Testing;

namespace Troupe.Benchmarks.Sessions;

/// <summary>
/// What a session costs the server beside its engines: the memory of one in which nobody speaks, and the processor's time of one in which the presenter does. Real sessions over
/// WebSockets on loopback; server and clients share the process, so the clients' part is in the figures too.
/// </summary>
internal sealed class SessionBenchmark : IBenchmark
{
    private const int Idle = 500;
    private const int Speaking = 40;

    public string Name => "session";

    public string Summary => "Memory of an idle session, over 500 of them, and processor time of a speaking one, over 40 (40 seconds).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var (heap, resident) = await MeasureIdleAsync(cancellationToken);
        (heap, resident) = (heap / 1024, resident / 1024);
        var share = await MeasureSpeakingAsync(cancellationToken);
        await File.WriteAllLinesAsync(
            Path.Combine(run.RawFolder, "sessions.csv"),
            ["sessions,heap_kb_each,resident_kb_each,core_share_each", string.Create(CultureInfo.InvariantCulture, $"{Idle},{heap:F2},{resident:F2},"), string.Create(CultureInfo.InvariantCulture, $"{Speaking},,,{share:F4}")],
            cancellationToken);
        return [new("idle_session_kb", heap, "KB", "<= 60"), new("idle_session_resident_kb", resident, "KB"), new("speaking_session_core_share", share, "%", "<= 2")];
    }

    private static async Task<SessionWeight> MeasureIdleAsync(CancellationToken cancellationToken)
    {
        await using var set = await EngineSet.OpenAsync(new EngineOptions(), cancellationToken: cancellationToken);
        await set.WarmAsync(new ConversationOptions(), cancellationToken);
        return await SessionWeight.MeasureAsync(set.Engines, Idle, cancellationToken);
    }

    /// <summary>Engines that have everything ready, ten seconds of speech to every client, its microphone and its reports of what was heard.</summary>
    private static async Task<double> MeasureSpeakingAsync(CancellationToken cancellationToken)
    {
        var engines = new ConversationEngines
        {
            VoiceActivity = new ScriptedVoiceActivity(),
            Recognizer = new ScriptedRecognizer(TimeProvider.System),
            Writer = new ReadyWriter(),
            Synthesizer = new ScriptedSynthesizer(TimeProvider.System) { FirstByte = TimeSpan.Zero, PerChunk = TimeSpan.Zero }.UseCache(TimeSpan.FromMinutes(5)),
        };
        await using var sessions = await ServedSessions.StartAsync(engines, cancellationToken);
        await sessions.OpenAsync(Speaking, cancellationToken);
        foreach (var client in sessions.Clients)
        {
            client.Send(new MessageSend { Id = "ask", Text = "Tell me everything." });
        }

        await sessions.ListenAsync(TimeSpan.FromSeconds(3), Report(0), cancellationToken);
        using var process = Process.GetCurrentProcess();
        var (before, started) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var bytes = await sessions.ListenAsync(TimeSpan.FromSeconds(10), Report(3000), cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        var spent = process.TotalProcessorTime - before;

        // 24 kHz of 16 bits: less would mean that somebody did not speak.
        return bytes >= 0.9 * Speaking * 48_000 * elapsed.TotalSeconds
            ? spent / elapsed / Speaking * 100
            : throw new InvalidOperationException($"Only {bytes} bytes of speech came.");

        static Action<PlainClient, int> Report(int from) => (client, packet) =>
        {
            if (packet % 5 == 0)
            {
                client.Send(new PlayheadMoved { Epoch = 1, Utterance = 1, Position = Math.Max(0, from + (packet * Protocol.PacketMilliseconds) - 200) });
            }
        };
    }

    /// <summary>Writes a long answer at once.</summary>
    private sealed class ReadyWriter : IChatClient
    {
        private static readonly string Answer = string.Concat(Enumerable.Repeat("The museum holds two hundred old maps of the river from its spring to the sea. ", 5));

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await ValueTask.CompletedTask;
            yield return new ChatResponseUpdate(ChatRole.Assistant, Answer);
        }

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
