using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>A session ends, and says so before where it can.</summary>
[Trait("Category", "fast")]
public sealed class SessionEndTests
{
    private readonly VirtualTime _time = new();
    private readonly ScriptedConversation _talk;

    public SessionEndTests() => _talk = new ScriptedConversation(_time);

    [Fact]
    public void After_silence_of_both_sides_with_a_warning_before()
    {
        Run(() => Task.CompletedTask).ShouldBe(SessionEndReason.Idle);
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(300));
        var warned = _talk.Page.Messages.OfType<SessionWarned>().ShouldHaveSingleItem();
        (warned.At, warned.Reason, warned.Remaining).ShouldBe((270_000, SessionEndReason.Idle, 30_000));
    }

    [Fact]
    public void Not_while_the_person_does_something()
    {
        Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(290), _time);
            _talk.Page.OpenMicrophone();
        }).ShouldBe(SessionEndReason.Idle);
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(590));
        _talk.Page.Messages.OfType<SessionWarned>().Select(warned => warned.At).ShouldBe([270_000, 560_000]);
    }

    [Fact]
    public void Not_while_the_presenter_speaks()
    {
        _talk.Options.IdleTimeout = TimeSpan.FromSeconds(5);
        _talk.Options.WarnBefore = TimeSpan.FromSeconds(2);
        _talk.Writer = new ScriptedWriter(_time, string.Join(' ', Enumerable.Repeat("word", 40)) + ".");
        Run(() =>
        {
            _talk.Page.Write("Hello");
            return Task.CompletedTask;
        }).ShouldBe(SessionEndReason.Idle);
        var ended = _talk.Page.Messages.OfType<TurnEnded>().ShouldHaveSingleItem();
        ended.Reason.ShouldBe(TurnEndReason.Completed);
        ended.At.ShouldBeGreaterThan(12_000);
        _time.Elapsed.TotalMilliseconds.ShouldBe(ended.At + 5000);
    }

    [Fact]
    public void Not_while_the_person_speaks()
    {
        _talk.Options.IdleTimeout = TimeSpan.FromSeconds(2);
        _talk.Options.WarnBefore = TimeSpan.FromSeconds(1);
        Run(async () =>
        {
            _talk.Page.OpenMicrophone();
            await _talk.Page.SayAsync(ScriptedSound.Voice(new AudioFormat(16_000), TimeSpan.FromSeconds(6)));
        });
        _time.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void After_the_longest_duration_in_the_middle_of_an_answer()
    {
        _talk.Options.MaxDuration = TimeSpan.FromSeconds(60);
        Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(59), _time);
            _talk.Page.Write("Hello");
        }).ShouldBe(SessionEndReason.MaxDuration);
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(60));
        var warned = _talk.Page.Messages.OfType<SessionWarned>().ShouldHaveSingleItem();
        (warned.At, warned.Reason, warned.Remaining).ShouldBe((30_000, SessionEndReason.MaxDuration, 30_000));
        _talk.Page.Messages.OfType<TurnEnded>().ShouldHaveSingleItem().Reason.ShouldBe(TurnEndReason.Interrupted);
    }

    [Fact]
    public void Never_by_itself_when_there_are_no_limits()
    {
        _talk.Options.IdleTimeout = null;
        Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(20), _time);
            _talk.Page.End();
        }).ShouldBe(SessionEndReason.ClientEnded);
        _talk.Page.Messages.OfType<SessionWarned>().ShouldBeEmpty();
    }

    [Fact]
    public void When_the_client_is_gone()
    {
        Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _time);
            _talk.Page.Leave();
        }).ShouldBe(SessionEndReason.ClientEnded);
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void When_the_server_goes_down_in_the_middle_of_an_answer()
    {
        using var stopping = new CancellationTokenSource();
        var reason = _time.Run(async () =>
        {
            var running = _talk.RunAsync(stopping.Token);
            _talk.Page.Write("Hello");
            await Task.Delay(TimeSpan.FromSeconds(1), _time);
            stopping.Cancel();
            return await running;
        });
        reason.ShouldBe(SessionEndReason.ShuttingDown);
        _talk.Page.Messages.OfType<TurnEnded>().ShouldHaveSingleItem().Reason.ShouldBe(TurnEndReason.Interrupted);
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(1));
    }

    private SessionEndReason Run(Func<Task> act) => _time.Run(async () =>
    {
        var running = _talk.RunAsync();
        await act();
        return await running;
    });
}
