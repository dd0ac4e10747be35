using Troupe.Server.Admission;

namespace Troupe.Server.Tests.Admission;

[Trait("Category", "fast")]
public sealed class ScopeSetTests
{
    [Fact]
    public void Has_what_it_was_made_of() =>
        ScopeSet.Of("presenter:edit", "asset:read").ToString().ShouldBe("presenter:edit asset:read");

    [Fact]
    public void Scopes_that_a_newer_issuer_knows_are_left_out() =>
        ScopeSet.Parse("presenter:view moon:visit").ShouldBe(ScopeSet.Of("presenter:view"));

    [Fact]
    public void Covers_its_parts_alone()
    {
        ScopeSet.Tenant.Covers(ScopeSet.Of("audit:read", "session:talk")).ShouldBeTrue();
        ScopeSet.Tenant.Covers(ScopeSet.All).ShouldBeFalse();
        ScopeSet.Of("audit:read").And(ScopeSet.Of("session:talk")).ShouldBe(default);
    }

    [Fact]
    public void A_name_that_is_no_scope_is_a_fault() =>
        Should.Throw<ArgumentException>(() => ScopeSet.Of("presenter:fly"));

    [Fact]
    public void Asking_allocates_nothing()
    {
        var set = ScopeSet.All;
        set.Has("audit:read").ShouldBeTrue();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            set.Has("audit:read");
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
