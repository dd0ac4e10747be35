using System.Net;
using Troupe.Server.Abuse;

namespace Troupe.Server.Tests.Abuse;

[Trait("Category", "fast")]
public sealed class AddressTableTests
{
    [Theory]
    [InlineData("10.1.2.3", "b")]
    [InlineData("10.9.2.3", "a")]
    [InlineData("11.0.0.1", null)]
    [InlineData("2001:db8::1", "c")]
    [InlineData("2001:db9::1", null)]
    public void The_longest_prefix_counts(string address, string? region)
    {
        var table = AddressTable.Read(["10.0.0.0/8,a,0,0,1,access", "10.1.0.0/16,b,0,0,1,mobile", "2001:db8::/32,c,0,0,1,vpn", ""]);
        table.Count.ShouldBe(3);
        table.Find(IPAddress.Parse(address))?.Region.ShouldBe(region);
        (table.Find(IPAddress.Parse(address)) is null).ShouldBe(region is null);
    }

    [Theory]
    [InlineData("10.0.0.0/8,a,0,0,1")]
    [InlineData("10.0.0.0,a,0,0,1,cloud")]
    [InlineData("10.0.0.0/8,a,91,0,1,access")]
    [InlineData("10.0.0.0/8,a,NaN,0,1,access")]
    [InlineData("10.0.0.1/33,a,0,0,1,access")]
    [InlineData("10.0.0.0/8,a,0,0,-1,access")]
    [InlineData("10.0.0.0/8,,0,0,1,access")]
    [InlineData("10.0.0.0/8,a,0,0,1,7")]
    public void A_line_that_is_wrong_is_named(string line) =>
        Should.Throw<FormatException>(() => AddressTable.Read(["# first", line])).Message.ShouldStartWith("Line 2 of the address table");

    [Fact]
    public void Distances_are_over_the_great_circle()
    {
        var london = new Place("london", 51.5, -0.1, 1, NetworkKind.Access);
        var sydney = new Place("sydney", -33.9, 151.2, 1, NetworkKind.Access);
        london.DistanceTo(sydney).ShouldBe(16_994, 30);
        london.DistanceTo(london).ShouldBe(0);
    }
}
