using System.Text;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;
using Troupe.Conversation.Tests.Scenarios;
using Troupe.Conversation.Timing;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Replay;

[Trait("Category", "fast")]
public sealed class RecorderTests
{
    private static readonly IReadOnlyList<ConversationEvent> Facts = ScenarioRunner.Run(ScenarioTests.Read("written-question")).Journal;

    [Fact]
    public async Task Writes_every_fact_by_the_time_it_is_disposed()
    {
        using var output = new SlowStream(TimeSpan.Zero);
        var recorder = new Recorder(output, TimeProvider.System);
        foreach (var fact in Facts)
        {
            recorder.Append(fact);
        }

        await recorder.DisposeAsync();

        recorder.Lost.ShouldBe(0);
        var recording = RecordedText.Read(output.Text.TrimEnd('\n').Split('\n'));
        recording.Facts.Count.ShouldBe(Facts.Count);
        ConversationReplay.Run(recording).Difference.ShouldBeNull();
    }

    [Fact]
    public async Task Never_waits_for_a_disk_and_says_what_was_lost()
    {
        using var output = new SlowStream(Timeout.InfiniteTimeSpan);
        var recorder = new Recorder(output, TimeProvider.System);
        recorder.Append(Facts[0]);
        for (var i = 0; i < 10_000; i++)
        {
            recorder.Append(new EngineFailed(MediaTime.FromMilliseconds(i), "writer", "again"));
        }

        recorder.Lost.ShouldBeInRange(1, 10_000);
        output.Release();
        await recorder.DisposeAsync();

        var lines = output.Text.TrimEnd('\n').Split('\n');
        lines[^1].ShouldContain($"\"count\":{recorder.Lost}");
        Should.Throw<RecordingException>(() => RecordedText.Read(lines)).Message.ShouldContain($"{recorder.Lost} facts were lost");
    }

    [Fact]
    public async Task A_disk_that_fails_ends_the_recording_and_not_the_conversation()
    {
        var recorder = new Recorder(new BrokenStream(), TimeProvider.System);
        for (var i = 0; i < 10_000; i++)
        {
            recorder.Append(Facts[0]);
        }

        await Should.ThrowAsync<IOException>(async () => await recorder.DisposeAsync());
    }

    private sealed class SlowStream(TimeSpan delay) : MemoryStream
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Text => Encoding.UTF8.GetString(ToArray());

        public void Release() => _released.SetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (delay == Timeout.InfiniteTimeSpan)
            {
                await _released.Task;
            }

            Write(buffer.Span);
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("No space is left.");
    }
}
