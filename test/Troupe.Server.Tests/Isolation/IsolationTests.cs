using Troupe.Server.Tests.Events;
using Troupe.Testing.Isolation;

namespace Troupe.Server.Tests.Isolation;

/// <summary>Every operation with every id of another tenant, once; the benchmark does it at length.</summary>
[Trait("Category", "process")]
public sealed class IsolationTests
{
    [Fact]
    public async Task No_tenant_gets_anything_of_another()
    {
        using var folder = new TempFolder(IsolationSettings.CreateFolder());
        await using var server = await TestServer.StartRealAsync(TestEngines.TextOnly, IsolationSettings.For(folder.Path));
        using var matrix = new LeakMatrix(new LeakMatrixOptions { Server = server.Address, OperatorKey = IsolationSettings.OperatorKey, Things = 1, Victims = 1, Attackers = 1, Thorough = false });

        var report = await matrix.RunAsync(TestContext.Current.CancellationToken);

        report.Gaps.ShouldBeEmpty();
        report.Leaks.Select(leak => leak.ToString()).Distinct().ShouldBeEmpty();
        report.Attacked.ShouldBe(report.Operations);
        report.Requests.ShouldBeGreaterThan(1500);
    }
}
