using Troupe.Testing;

namespace Troupe.Conversation.Tests.Timing;

[Trait("Category", "fast")]
public sealed class VirtualTimeTests
{
    [Fact]
    public void Passes_hours_when_there_is_nothing_else_to_do()
    {
        var time = new VirtualTime();
        time.Run(() => Task.Delay(TimeSpan.FromHours(3), time));
        time.Elapsed.ShouldBe(TimeSpan.FromHours(3));
    }

    [Fact]
    public void Fires_timers_in_the_order_of_their_times()
    {
        var time = new VirtualTime();
        List<string> fired = [];
        time.Run(() => Task.WhenAll(Later(30, "c"), Later(10, "a"), Later(20, "b")));
        fired.ShouldBe(["a", "b", "c"]);

        async Task Later(int milliseconds, string name)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time);
            fired.Add(name);
        }
    }

    [Fact]
    public void Says_when_nothing_is_left_to_happen()
    {
        var time = new VirtualTime();
        var stuck = Should.Throw<InvalidOperationException>(() => time.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2.5), time);
            await new TaskCompletionSource().Task;
        }));
        stuck.Message.ShouldBe("Nothing left to happen at 00:00:02.5000000.");
    }

    [Fact]
    public void Says_when_work_comes_from_another_thread()
    {
        var time = new VirtualTime();
        var left = new TaskCompletionSource();
        var stray = Should.Throw<InvalidOperationException>(() => time.Run(async () =>
        {
            var context = SynchronizationContext.Current!;
            var posted = new ManualResetEventSlim();
            new Thread(() =>
            {
                context.Post(_ => left.SetResult(), null);
                posted.Set();
            }).Start();
            posted.Wait();
            await left.Task;
        }));
        stray.Message.ShouldStartWith("Work came from another thread");
    }

    [Fact]
    public void Says_when_a_run_goes_astray()
    {
        var time = new VirtualTime(limit: TimeSpan.FromMinutes(1));
        Should.Throw<InvalidOperationException>(() => time.Run(async () =>
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        })).Message.ShouldBe("Still running at 00:01:01.");
    }

    [Fact]
    public void Throws_what_the_code_throws() =>
        Should.Throw<FormatException>(() => new VirtualTime().Run(() => Task.FromException(new FormatException())));

    [Fact]
    public void Changes_the_order_of_what_is_due_at_once_with_the_seed_and_only_with_it()
    {
        var orders = Enumerable.Range(0, 50).Select(seed => Order(new VirtualTime(seed))).ToList();
        orders.Distinct().Count().ShouldBeGreaterThan(10);
        Enumerable.Range(0, 50).Select(seed => Order(new VirtualTime(seed))).ShouldBe(orders);
        Order(new VirtualTime()).ShouldBe("0123");
    }

    [Fact]
    public void Ends_cancellation_by_its_own_clock()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3), time);
            try
            {
                await Task.Delay(TimeSpan.FromHours(1), time, limit.Token);
            }
            catch (OperationCanceledException)
            {
                // By the limit.
            }
        });
        time.Elapsed.ShouldBe(TimeSpan.FromSeconds(3));
    }

    private static string Order(VirtualTime time)
    {
        var order = "";
        time.Run(() => Task.WhenAll(Enumerable.Range(0, 4).Select(async name =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), time);
            order += name;
        })));
        return order;
    }
}
