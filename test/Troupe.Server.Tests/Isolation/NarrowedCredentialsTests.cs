using Troupe.Server.Admission;
using Troupe.Server.Tests.Abuse;

namespace Troupe.Server.Tests.Isolation;

/// <summary>People of two tenants may be called the same, and so may their credentials.</summary>
[Trait("Category", "fast")]
public sealed class NarrowedCredentialsTests
{
    [Fact]
    public void A_credential_that_is_narrowed_takes_nothing_from_one_of_another_tenant_of_the_same_name()
    {
        var narrowed = new CredentialNarrowed(new TenantId("acme"), "federated", Rest: default, "abnormal_usage");
        var scopes = ScopeSet.Of("presenter:view");

        narrowed.Stops(new Caller(new TenantId("acme"), "ann", "federated", scopes), scopes).ShouldBeTrue();
        narrowed.Stops(new Caller(new TenantId("rival"), "ann", "federated", scopes), scopes).ShouldBeFalse();
    }

    [Fact]
    public async Task A_credential_that_travels_holds_nobody_up_whose_credential_of_another_tenant_is_called_the_same()
    {
        await using var abuses = new Abuses();
        var same = abuses.Caller with { Tenant = new TenantId("rival") };
        abuses.Ask(0, "10.1.0.1").ShouldBeNull();
        abuses.Ask(1, "10.3.0.1", caller: same).ShouldBeNull();
        abuses.Ask(60, "10.3.0.1").ShouldBe("step_up_required");
        abuses.Ask(61, "10.3.0.1", caller: same).ShouldBeNull();
    }
}
