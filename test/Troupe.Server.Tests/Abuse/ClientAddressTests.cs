using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Troupe.Server.Abuse;

namespace Troupe.Server.Tests.Abuse;

[Trait("Category", "fast")]
public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9")]
    [InlineData("10.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", "198.51.100.1")]
    [InlineData("10.0.0.1", "198.51.100.1:443", "198.51.100.1")]
    [InlineData("10.0.0.1", "[2001:db8::7]:443", "2001:db8::7")]
    [InlineData("10.0.0.1", "2001:db8::7", "2001:db8::7")]
    [InlineData("10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "198.51.100.1, unknown, 10.0.0.2", "10.0.0.2")]
    [InlineData("10.0.0.1", "7", "10.0.0.1")]
    [InlineData("10.0.0.1", "", "10.0.0.1")]
    [InlineData("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1")]
    public void A_header_counts_from_the_right_as_far_as_trusted_proxies_wrote_it(string remote, string header, string expected) =>
        Find(remote, ("X-Forwarded-For", header)).ShouldBe(expected);

    [Theory]
    [InlineData("for=198.51.100.1;proto=https", "198.51.100.1")]
    [InlineData("for=1.2.3.4, for=\"[2001:db8::7]:4711\";by=10.0.0.1", "2001:db8::7")]
    [InlineData("for=_hidden", "10.0.0.1")]
    [InlineData("proto=https", "10.0.0.1")]
    public void The_standard_header_is_read_when_it_is_chosen(string header, string expected) =>
        Find("10.0.0.1", ForwardedHeader.Forwarded, ("Forwarded", header), ("X-Forwarded-For", "1.1.1.1")).ShouldBe(expected);

    [Fact]
    public void The_header_that_was_not_chosen_does_not_count() =>
        Find("10.0.0.1", ("Forwarded", "for=1.1.1.1"), ("X-Forwarded-For", "198.51.100.1")).ShouldBe("198.51.100.1");

    [Fact]
    public void Thousands_of_made_up_headers_change_nothing_without_a_trusted_proxy()
    {
        var random = new Random(3);
        for (var round = 0; round < 5000; round++)
        {
            var made = string.Join(", ", Enumerable.Range(0, random.Next(1, 6)).Select(_ => new IPAddress(random.NextInt64(1L << 32)).ToString()));
            Find("203.0.113.9", ("X-Forwarded-For", made), ("Forwarded", $"for={made}")).ShouldBe("203.0.113.9");
        }
    }

    private static string Find(string remote, params (string Name, string Value)[] headers) => Find(remote, ForwardedHeader.XForwardedFor, headers);

    private static string Find(string remote, ForwardedHeader chosen, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return new ClientAddress(Options.Create(new AbuseOptions { TrustedProxies = ["10.0.0.0/8"], ForwardedHeader = chosen })).Of(context)!.ToString();
    }
}
