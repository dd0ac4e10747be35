using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;

namespace Troupe.Server.Limits;

/// <summary>
/// Limits requests that no credential pays for: each address has a budget for what is open to everybody and for credentials that are wrong, and each family of tokens one for its refreshes.
/// Thread-safe; a decision allocates nothing once the budgets exist.
/// </summary>
internal sealed class StrangerLimit(IOptions<LimitsOptions> options, IClientAddress addresses, LimitsMetrics metrics, TimeProvider time) : IStrangerLimit
{
    private readonly Budgets<AddressKey> _addresses = new();
    private readonly Budgets<FamilyKey> _families = new();
    private readonly BudgetTerms _address = BudgetTerms.Of(options.Value.Address);
    private readonly BudgetTerms _refresh = BudgetTerms.Of(options.Value.Refresh);

    /// <inheritdoc/>
    public IResult? Refuse(HttpContext context) => Refuse(
        context, _addresses[AddressKey.Of(addresses.Of(context)), time.Nanoseconds()], _address, "address", "Too many requests without a credential come from this address; RateLimit says when there may be more.");

    /// <summary>Counts a refresh against the family of its token; null when it may have its answer.</summary>
    public IResult? RefuseRefresh(HttpContext context, TenantId tenant, string family) => Refuse(
        context, _families[new FamilyKey(tenant, family), time.Nanoseconds()], _refresh, "refresh", "The token is refreshed far more often than it expires; RateLimit says when it may be again.");

    private IResult? Refuse(HttpContext context, Gcra cell, BudgetTerms terms, string name, string detail)
    {
        RateLimitHeaders.Promise(context.Response, () => terms.View(name, "requests", cell.Left(time.Nanoseconds(), terms.Burst)));
        if (cell.TryTake(time.Nanoseconds(), terms.Price(1, 1), terms.Burst, out var wait))
        {
            return null;
        }

        metrics.Refused(name, "rate_limited");
        return Problem.Of("rate_limited", detail, TimeSpan.FromTicks((wait / 100) + 1));
    }

    private readonly record struct FamilyKey(TenantId Tenant, string Family);

    /// <summary>Who counts as one: an address of IPv4, or a network of IPv6, of which a household has one (RFC 6177).</summary>
    private readonly record struct AddressKey(bool IsLong, ulong Prefix)
    {
        public static AddressKey Of(IPAddress? address)
        {
            Span<byte> bytes = stackalloc byte[16];
            return address is not null && address.TryWriteBytes(bytes, out var length)
                ? new AddressKey(length == 16, length == 16 ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes))
                : default;
        }
    }
}
