using Troupe.Server.Limits;

namespace Troupe.Server.Tests.Limits;

[Trait("Category", "fast")]
public sealed class FairShareTests
{
    private const long Second = 1_000_000_000;
    private const double Capacity = 100;

    [Fact]
    public void An_abuser_takes_what_others_leave_and_nothing_more()
    {
        var share = new FairShare(Capacity);
        var (small, abuser, refused) = (new int[20], 0.0, 0);
        for (var millisecond = 0; millisecond < 60_000; millisecond++)
        {
            var now = (millisecond + 1L) * (Second / 1000);
            for (var tenant = 0; tenant < small.Length; tenant++)
            {
                if (millisecond % 1000 == tenant * 50)
                {
                    var passed = share.TryTake(new TenantId($"small-{tenant}"), 1, 1, now, out _);
                    small[tenant] += passed ? 1 : 0;
                    refused += passed ? 0 : 1;
                }
            }

            // Costly exports, twenty a second: ten times what is there.
            if (millisecond % 50 == 0 && share.TryTake(new TenantId("abuser"), 1, 50, now, out _))
            {
                abuser += 50;
            }
        }

        refused.ShouldBe(0);
        var used = (small.Sum() + abuser) / 60;
        used.ShouldBeInRange(0.95 * Capacity, 1.02 * Capacity);
        double[] fairness = [.. small.Select(count => count / 60.0), abuser / 60 / (Capacity - 20)];
        Jain(fairness).ShouldBeGreaterThanOrEqualTo(0.97);
    }

    [Fact]
    public void Tenants_that_all_want_more_get_by_weight()
    {
        var share = new FairShare(Capacity);
        var got = new double[4];
        double[] weights = [1, 1, 2, 4];
        for (var step = 1; step <= 120_000; step++)
        {
            var tenant = step % 4;
            got[tenant] += share.TryTake(new TenantId($"t{tenant}"), weights[tenant], 1, step * (Second / 2000), out _) ? 1 : 0;
        }

        got.Sum().ShouldBeInRange(0.95 * Capacity * 60, 1.03 * Capacity * 60);
        Jain([.. got.Zip(weights, (all, weight) => all / weight)]).ShouldBeGreaterThanOrEqualTo(0.97);
    }

    [Fact]
    public void A_tenant_alone_has_the_whole_server()
    {
        var share = new FairShare(Capacity);
        var got = Enumerable.Range(1, 20_000).Count(step => share.TryTake(TenantId.Local, 1, 1, step * (Second / 1000), out _));
        got.ShouldBeInRange((int)(0.98 * Capacity * 20), (int)(1.1 * Capacity * 20));
    }

    [Fact]
    public void As_many_pass_at_once_as_was_promised_however_many_share()
    {
        var share = new FairShare(Capacity);
        var promises = new List<long>();
        for (var step = 1; step <= 20_000; step++)
        {
            var now = step * (Second / 500);
            if (step / 2000 % 2 == 0)
            {
                share.TryTake(new TenantId($"t{step % 37}"), 1, 1 + (step % 3), now, out _);
            }

            if (step % 100 == 0)
            {
                var asks = new TenantId($"t{step / 100 % 40}");
                var promised = share.Left(asks, 1, 2, now);
                for (var piece = 0; piece < promised; piece++)
                {
                    share.TryTake(asks, 1, 2, now, out _).ShouldBeTrue();
                }

                promises.Add(promised);
            }
        }

        promises.ShouldContain(promised => promised > 0);
        promises.ShouldContain(0);
    }

    // Jain, Chiu and Hawe, A quantitative measure of fairness, DEC TR-301, 1984.
    private static double Jain(double[] shares) => Math.Pow(shares.Sum(), 2) / (shares.Length * shares.Sum(share => share * share));
}
