using Troupe.Server.Delivery;

namespace Troupe.Server.Tests.Delivery;

[Trait("Category", "fast")]
public sealed class FileDescriptorsTests
{
    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             63447                63447                processes ", null)]
    public void Reads_the_soft_limit(string line, long? limit) => FileDescriptors.LimitOf(["Limit  Soft Limit  Hard Limit  Units", line]).ShouldBe(limit);

    [Fact]
    public void Objects_to_caps_that_do_not_fit()
    {
        FileDescriptors.Objection(400, 223, 1024).ShouldBeNull();
        FileDescriptors.Objection(400, 224, 1024).ShouldBe(
            "This process may open 1024 files (RLIMIT_NOFILE), but Troupe:Delivery:MaxConnections 400 + sockets 224 + 400 for itself need more than that. "
            + "Raise the limit (ulimit -n 1025) or lower the caps.");
        FileDescriptors.Objection(1_000_000, 1_000_000, limit: null).ShouldBeNull();
    }

    [Fact]
    public void Defaults_fit_the_usual_limit()
    {
        var options = new DeliveryOptions();
        FileDescriptors.Objection(options.MaxConnections, options.MaxSockets + 32, 1024).ShouldBeNull();
    }
}
