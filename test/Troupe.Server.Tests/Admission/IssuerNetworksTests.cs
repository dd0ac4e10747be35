using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Admission;

/// <summary>What tenants cannot have the server ask.</summary>
[Trait("Category", "fast")]
public sealed class IssuerNetworksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("::ffff:1.1.1.1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void An_address_is_of_the_internet_or_not(string address, bool isPublic) => PublicAddresses.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("https://login.acme.example/keys", true)]
    [InlineData("https://1.1.1.1/keys", true)]
    [InlineData("http://login.acme.example/keys", false)]
    [InlineData("http://localhost/keys", false)]
    [InlineData("http://127.0.0.1/keys", false)]
    [InlineData("https://127.0.0.1/keys", false)]
    [InlineData("https://2130706433/keys", false)]
    [InlineData("https://0x7f.1/keys", false)]
    [InlineData("https://017700000001/keys", false)]
    [InlineData("https://10.0.0.1/keys", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://[::1]/keys", false)]
    [InlineData("https://[::ffff:10.0.0.1]/keys", false)]
    [InlineData("https://[fe80::1%251]/keys", false)]
    [InlineData("https://me@login.acme.example/keys", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("keys", false)]
    public async Task A_place_that_is_not_in_the_internet_is_refused_when_it_is_named(string url, bool taken)
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "tenant:admin");
        using var answer = await acme.PutAsJsonAsync("/v1/federation", new Federation("https://login.acme.example", "presenter", url), Wire.Json, Token);
        answer.StatusCode.ShouldBe(taken ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity);
        if (!taken)
        {
            (await Identity.ReasonsAsync(answer)).ShouldBe(["bad_keys_url"]);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_name_that_leads_to_this_machine_is_not_connected_to(string address)
    {
        using var listener = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        listener.Start();
        var url = $"https://keys.acme.example:{((IPEndPoint)listener.LocalEndpoint).Port}/keys";
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<ResolveHost>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)])));
        (await server.Services.GetRequiredService<IssuerKeys>().FindAsync(url, "key", Token)).ShouldBeNull();
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_is_asked_for_once_and_connected_to_where_it_led()
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        listener.Start();
        var asked = 0;
        var networks = new IssuerNetworks(
            Options.Create(new TokensOptions { IssuerNetworks = ["127.0.0.2/32"] }),
            (_, _) => Task.FromResult<IPAddress[]>(++asked == 1 ? [IPAddress.Loopback, IPAddress.Parse("127.0.0.2")] : [IPAddress.Loopback]));
        var host = new DnsEndPoint("keys.acme.example", ((IPEndPoint)listener.LocalEndpoint).Port);
        await using (await networks.ConnectAsync(host, Token))
        {
            using var accepted = await listener.AcceptSocketAsync(Token);
            accepted.Connected.ShouldBeTrue();
        }

        asked.ShouldBe(1);
        (await Should.ThrowAsync<HttpRequestException>(async () => await networks.ConnectAsync(host, Token))).Message.ShouldContain("leads to 127.0.0.1");
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_network_that_is_none_is_a_mistake_of_the_settings() =>
        (await Should.ThrowAsync<Exception>(() => TestServer.StartAsync("--Troupe:Tokens:IssuerNetworks:0=10.0.0.300/8"))).Message.ShouldContain("Troupe:Tokens:IssuerNetworks");
}
