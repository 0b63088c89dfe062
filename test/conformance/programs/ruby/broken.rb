puts('unclosed'
