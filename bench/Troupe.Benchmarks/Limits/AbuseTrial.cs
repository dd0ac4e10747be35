extern alias server;

using server::Troupe.Server;
using server::Troupe.Server.Limits;

namespace Troupe.Benchmarks.Limits;

/// <summary>
/// One abuser who asks for fifty times its share in costly exports beside twenty tenants that ask for one command a second, on a server that
/// does 100 commands a second; a minute of virtual time.
/// </summary>
internal static class AbuseTrial
{
    private const double Capacity = 100;
    private const int Others = 20;
    private const int Milliseconds = 60_000;

    /// <summary>Jain's index (DEC TR-301, 1984) over what each got of its max-min fair part; 1 is fair, 1/21 is one for all.</summary>
    public static double Run()
    {
        var share = new FairShare(Capacity);
        var got = new double[Others + 1];
        for (var millisecond = 1; millisecond <= Milliseconds; millisecond++)
        {
            var now = millisecond * 1_000_000L;
            for (var tenant = 0; tenant < Others; tenant++)
            {
                if (millisecond % 1000 == tenant * 50 && share.TryTake(new TenantId($"small-{tenant}"), 1, 1, now, out _))
                {
                    got[tenant]++;
                }
            }

            if (millisecond % 10 == 0 && share.TryTake(new TenantId("abuser"), 1, 50, now, out _))
            {
                got[Others] += 50;
            }
        }

        double[] parts = [.. got[..Others].Select(count => count * 1000 / Milliseconds), got[Others] * 1000 / Milliseconds / (Capacity - Others)];
        return Math.Pow(parts.Sum(), 2) / (parts.Length * parts.Sum(part => part * part));
    }
}
