using System.Net;
using System.Net.Http.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Limits;

[Trait("Category", "fast")]
public sealed class LimitsEndpointsTests
{
    [Fact]
    public async Task Shows_every_budget_with_its_unit()
    {
        await using var server = await TestServer.StartAsync();
        var view = await server.Http.GetFromJsonAsync<LimitsView>("/v1/limits", Wire.Json, TestContext.Current.CancellationToken);
        view!.Tier.ShouldBe("local");
        view.Budgets.Select(budget => (budget.Budget, budget.Unit)).ShouldContain(("talk", "talk-seconds"));
        view.Budgets.ShouldAllBe(budget => budget.Left > 0 && budget.Left <= budget.Quota);
    }

    [Fact]
    public async Task A_server_whose_limits_make_no_sense_does_not_start()
    {
        var failure = await Should.ThrowAsync<Exception>(() => TestServer.StartAsync("--Troupe:Limits:Nodes=0"));
        failure.Message.ShouldContain("Troupe:Limits:Nodes");
    }
}
